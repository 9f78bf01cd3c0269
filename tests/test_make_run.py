"""`make run`: it speaks plainly when it cannot start, and leaves nothing running when it stops."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

LOCAL = Path(__file__).resolve().parent.parent / "deploy" / "local"


@pytest.fixture
def local(monkeypatch):
    """The two modules of deploy/local, which are scripts and no package."""
    monkeypatch.syspath_prepend(str(LOCAL))
    import run
    import serving

    yield run, serving
    for name in ("run", "serving"):
        del sys.modules[name]


def start(**env) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(LOCAL / "run.py")], env={**os.environ, **env}, capture_output=True, text=True, timeout=30)


def test_it_says_when_the_port_is_busy(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = start(PORT=str(port), VAR_DIR=str(tmp_path))
    assert said.returncode == 2
    assert f"Port {port} is busy" in said.stderr and f"PORT={port % 65535 + 1}" in said.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1", "８０００"])
def test_it_says_when_the_port_is_no_port(port, tmp_path):
    said = start(PORT=port, VAR_DIR=str(tmp_path))
    assert said.returncode == 2
    assert "PORT=" in said.stderr and "from 1 to 65535" in said.stderr


def test_it_lists_every_demo_login(local):
    from academy.demo_people import PERSONAS

    run, _serving = local
    assert set(run.LOGINS) == {persona.login for persona in PERSONAS}


def test_it_prints_the_password_that_works(local):
    from academy.demo_sign_in import DEMO_DOMAIN, DEMO_PASSWORD

    run, _serving = local
    words = run.welcome("http://127.0.0.1:8000")
    assert DEMO_PASSWORD in words and all(f"{login}{DEMO_DOMAIN}" in words for login in run.LOGINS)


def test_it_prepares_again_only_when_something_changed(local, tmp_path, monkeypatch):
    run, _serving = local
    monkeypatch.setattr(run, "ROOT", tmp_path)
    part = tmp_path / "part"
    part.mkdir()
    (part / "one.py").write_text("1")
    before = run.made_of([part])
    (part / "one.pyc").write_text("compiled")
    assert run.made_of([part]) == before
    (part / "one.py").write_text("2")
    assert run.made_of([part]) != before


def sleeping() -> list[str]:
    return [sys.executable, "-c", "import time; time.sleep(60)"]


def gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"  # ended; whoever adopted it has not looked yet


def test_when_one_part_ends_the_other_is_ended_too(local, tmp_path):
    _run, serving = local
    with serving.Together() as parts:
        parts.start("web", [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ), tmp_path)
        parts.start("worker", sleeping(), dict(os.environ), tmp_path)
        worker = parts._running["worker"]
        until = time.monotonic() + 10
        while not parts.ended() and time.monotonic() < until:
            time.sleep(0.02)
        assert parts.ended() == "the web ended with code 3"
    assert worker.returncode == -signal.SIGTERM


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_a_killed_parent_leaves_nothing_behind(tmp_path):
    story = (f"import sys, os, time; sys.path.insert(0, {str(LOCAL)!r}); from serving import Together\n"
             f"with Together() as parts:\n parts.start('worker', {sleeping()!r}, dict(os.environ), {str(tmp_path)!r})\n"
             " print(parts._running['worker'].pid, flush=True); time.sleep(60)")
    parent = subprocess.Popen([sys.executable, "-c", story], stdout=subprocess.PIPE, text=True)
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 10
    while not gone(worker) and time.monotonic() < until:
        time.sleep(0.02)
    assert gone(worker)
