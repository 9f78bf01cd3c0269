# Two commands: `make run` shows the academy, `make test` proves it. Both set everything up first.
.PHONY: run test setup lint lock messages clean help

help:  ## these lines
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:[^#]*## /\t/' | expand -t 12

run:  ## set up, build the demo academy and serve it on 127.0.0.1:8000 (PORT=... chooses another)
	@bash .ci/setup.sh run
	@exec .venv/bin/python deploy/local/run.py

test:  ## set up and run every test, in the browser too, on SQLite and on a real PostgreSQL and Redis
	@bash .ci/setup.sh test
	@bash .ci/test.sh

setup:  ## make the environment alone, in .venv
	@bash .ci/setup.sh test

lint:  ## ruff and djlint
	@bash .ci/setup.sh test
	@bash .ci/lint.sh

lock:  ## write the three lock files again from pyproject.toml (needs uv)
	@bash .ci/lock.sh

messages:  ## gather the words of the interface into locale/, and make the .mo files (needs gettext)
	@bash .ci/messages.sh

clean:  ## forget the demo academy and the kept test databases; the environment stays
	rm -rf var
