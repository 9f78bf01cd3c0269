"""`make run`: the demo academy on this machine, web and worker together, until Ctrl-C.

Standard library only. Everything it makes stands in VAR_DIR (var/), and what is there already is kept: the second
start only serves. PORT chooses the port, DATABASE_URL and REDIS_URL real services instead of the embedded ones.
"""

import hashlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from serving import Together, port_is_free

ROOT = Path(__file__).resolve().parents[2]
LOGINS = {
    "learner": "follows the course on co-production",
    "mentor": "has finished it, and learns on",
    "trainer": "writes courses, at /cms/",
    "coordinator-cascais": "coordinates Cascais",
    "coordinator-mahdia": "coordinates Mahdia",
    "coordinator-barcelona": "coordinates Barcelona, and its participated space",
    "coordinator-larissa": "coordinates Larissa, and its plan",
    "hubworker": "does orientation at the hub of Mahdia",
    "network": "coordinates the network of cities",
}


def main() -> int:
    port = os.environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        return say(f"PORT={port!r} is not usable. Allowed: a whole number from 1 to 65535.", 2)
    if not port_is_free(int(port)):
        return say(f"Port {port} is busy: stop what uses it, or choose another, such as  make run PORT={int(port) % 65535 + 1}", 2)
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    try:
        var.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return say(f"VAR_DIR={str(var)!r} is not usable: {error.strerror}.", 2)
    env = {"LOG_LEVEL": "WARNING", **os.environ, "DEMO": "1", "PORT": port, "VAR_DIR": str(var), "STATIC_HASHED": "1", "PYTHONUNBUFFERED": "1"}

    static = collect_in_background(var, env)
    laid = lay_the_academy(var, env)
    gathered = static() if static else True
    if not (laid and gathered):
        return say("The academy could not be set up; the lines above say why. Nothing was lost: make run goes on from here.", 1)
    return serve(port, env)


def say(words: str, code: int = 0) -> int:
    print(words, file=sys.stderr if code else sys.stdout, flush=True)
    return code


def manage(*words: str) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *words]


def made_of(paths: Iterable[Path]) -> str:
    """A name for the present content of these files and folders."""
    found = hashlib.sha256()
    for top in paths:
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix != ".pyc":
                found.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return found.hexdigest()


def lay_the_academy(var: Path, env: dict) -> bool:
    """Migrations and the demo story, unless neither has changed since they were laid here."""
    apps = [ROOT / name for name in ("academy", "courses", "cohorts", "mentoring", "home", "requirements.txt")]
    now, stamp = f"{made_of(apps)} {env.get('DATABASE_URL', '')}", var / "laid"
    embedded = not env.get("DATABASE_URL")
    if embedded and (var / "tessera.sqlite3").exists() and stamp.exists() and stamp.read_text() == now:
        return True
    say("Preparing the database (a quarter of a minute, the first time) ...")
    for step in (["migrate", "--no-input", "--verbosity", "0", "--skip-checks"], ["demo", "--skip-checks"]):
        if subprocess.run(manage(*step), env=env, cwd=ROOT).returncode:
            return False
    stamp.write_text(now)
    return True


def collect_in_background(var: Path, env: dict):
    """Starts gathering the static files, if they changed; gives the function that waits for it, true when all went well."""
    now, stamp = made_of([ROOT / "static", ROOT / "requirements.txt", ROOT / "academy" / "static_files.py"]), var / "static.made-of"
    if stamp.exists() and stamp.read_text() == now and (var / "static" / "staticfiles.json").exists():
        return None
    said = var / "static.log"
    with said.open("wb") as log:
        running = subprocess.Popen(manage("collectstatic", "--no-input", "--verbosity", "0", "--skip-checks"), env=env, cwd=ROOT,
                                   stdout=log, stderr=log)

    def wait() -> bool:
        if running.poll() is None:
            say("Gathering style sheets and scripts ...")
        if running.wait():
            say(said.read_text(errors="replace"))
            return False
        stamp.write_text(now)
        return True

    return wait


def serve(port: str, env: dict) -> int:
    address = f"http://127.0.0.1:{port}"
    # One process with threads: the embedded academy's cache lives in its process.
    web = [sys.executable, "-m", "gunicorn", "academy.wsgi:application", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
           "--workers", "1", "--threads", "8", "--no-control-socket", "--log-level", "warning", "--graceful-timeout", "5"]
    with Together() as parts:
        parts.start("web", web, env, ROOT)
        parts.start("worker", manage("outbox_loop"), env, ROOT)
        try:
            until = time.monotonic() + 60
            while not answers(f"{address}/healthz"):
                if parts.ended() or time.monotonic() > until:
                    return say(f"The academy did not start: {parts.ended() or 'no answer'}; the lines above say why.", 1)
                time.sleep(0.1)
            answers(f"{address}/en/")  # the first page is made now, not while somebody waits for it
            say(welcome(address))
            while not (ended := parts.ended()):
                time.sleep(0.5)
            return say(f"The academy stopped: {ended}.", 1)
        except KeyboardInterrupt:
            return say("\nStopping. Everything is kept; make run opens it again.")


def answers(address: str) -> bool:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # this machine's proxy knows nothing of 127.0.0.1
    try:
        with straight.open(address, timeout=10):
            return True
    except urllib.error.HTTPError:
        return True  # an error page is an answer too, and its reason is in the log
    except OSError:
        return False


def welcome(address: str) -> str:
    width = max(map(len, LOGINS)) + len("@demo.example")
    people = "\n".join(f"    {login + '@demo.example':<{width}}  {what}" for login, what in LOGINS.items())
    return (f"\n  Tessera is open at {address}\n\n  Sign in as one of these, with the password tessera-demo\n"
            f"  (or without typing, at {address}/en/personas/):\n\n{people}\n\n  Ctrl-C stops it.\n")


if __name__ == "__main__":
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(say("\nStopped. make run goes on from here.", 130))
