"""The web server in production: `gunicorn -c deploy/gunicorn.conf.py academy.wsgi:application`."""

import os

from gunicorn.glogging import Logger

from academy.logs import cut


class CutLogger(Logger):
    """What is secret in a path, such as the address of somebody's calendar, does not reach the access log."""

    def atoms(self, resp, req, environ, request_time):
        return {name: cut(value) if name in ("U", "r", "f") and isinstance(value, str) else value
                for name, value in super().atoms(resp, req, environ, request_time).items()}


logger_class = CutLogger
bind = os.environ.get("GUNICORN_BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True  # it would open a socket in the home folder
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
# The path without its query (a query may hold a code) and cut, no address of the visitor, and the request's id.
accesslog = "-"
access_log_format = '{"event":"request","method":"%(m)s","path":"%(U)s","status":%(s)s,"ms":%(M)s,"bytes":"%(B)s","request_id":"%({x-request-id}o)s"}'
