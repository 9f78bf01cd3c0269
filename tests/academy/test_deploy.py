"""What stands in deploy/ is read by the programs it is for, and asks for no variable that the academy does not know."""

import contextlib
import fnmatch
import re
import runpy
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.academy.test_settings import PRODUCTION, names_read

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def test_the_example_environment_names_known_variables_and_all_that_production_needs():
    named = set(re.findall(r"^([A-Z0-9_]+)=", (DEPLOY / "environment.example").read_text(), re.MULTILINE))
    assert named <= names_read()
    assert PRODUCTION.keys() <= named


def test_gunicorn_reads_its_configuration():
    done = subprocess.run([sys.executable, "-m", "gunicorn", "--check-config", "-c", str(DEPLOY / "gunicorn.conf.py"), "wsgiref.simple_server:demo_app"],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_access_log_of_gunicorn_holds_no_secret_path(tmp_path):
    config = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))
    secret = "Ab_-" * 10 + "xyz"
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", "gunicorn", "-c", str(DEPLOY / "gunicorn.conf.py"), "-b", f"127.0.0.1:{port}", "-w", "1", "wsgiref.simple_server:demo_app"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=DEPLOY.parent) as served:
        try:
            for _try in range(100):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/feeds/{secret}.ics?code=1", timeout=2).read()
                    break
                time.sleep(0.1)
        finally:
            served.terminate()
        said = served.communicate(timeout=20)[0]
    assert config["logger_class"].__name__ == "CutLogger"
    assert '"path":"/feeds/[cut].ics"' in said and secret not in said, said


def test_the_access_logs_of_the_proxies_hold_no_address_that_acts_for_somebody():
    """The links in mails and the feeds: each is left out by Caddy, and cut or left out by nginx."""
    token = "12-3-" + "Ab_" * 15
    acting = ("invitations", "cohorts/invitation", "exchanges/reply", "mails/stop", "desk/requests", "desk/referrals", "directory/confirm",
              "cities/cascais/plan/calls/empty-doors/answers", "account/password/reset/key")
    paths = ["/feeds/Ab.ics", *(f"/en/{part}/{token}/" for part in acting)]
    skipped = re.search(r"@secret path (.*)", (DEPLOY / "proxy" / "Caddyfile").read_text())[1].split()
    assert [path for path in paths if not any(fnmatch.fnmatchcase(path, each) for each in skipped)] == []
    nginx = (DEPLOY / "proxy" / "nginx.conf").read_text()
    left_out = [re.compile(each) for each in re.findall(r"^    ~(\^\S+) 0;", nginx, re.MULTILINE)]
    cut = re.compile(re.search(r'"~(\^\(\?<before>.*?)"', nginx)[1].replace("(?<", "(?P<"))
    assert left_out and [path for path in paths if not any(each.search(path) for each in left_out) and not cut.search(path)] == []


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def test_compose_runs_one_beat_and_commands_that_exist():
    parts = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())["services"]
    assert {"web", "worker", "beat", "migrate", "database", "redis", "proxy"} == parts.keys()
    assert "noeviction" in parts["redis"]["command"]
    for name in ("worker", "beat"):
        assert f"-A academy.celery {name}" in parts[name]["command"]


@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").iterdir()), ids=lambda path: path.name)
def test_systemd_understands_each_unit(unit):
    if shutil.which("systemd-analyze") is None:
        assert "[Unit]" in unit.read_text()  # no systemd here: at least it is one
        return
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if unit.name in line and "is not executable" not in line]
    assert complaints == []


def test_no_file_of_it_holds_a_secret():
    for path in DEPLOY.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            for name, value in re.findall(r"^(SECRET_KEY|METRICS_TOKEN)=(.*)$", path.read_text(), re.MULTILINE):
                assert value == "", f"{path.name}: {name}"
