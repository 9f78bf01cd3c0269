"""A city's identity provider for tests: a real HTTP server on this machine that speaks OpenID Connect as far as needed."""

import base64
import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT_ID, SECRET = "tessera", "a-secret-of-the-city-that-is-long-enough"


class CityProvider:
    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.person = {"sub": "city-42", "name": "Rui Cidade", "email": "rui@people.example", "email_verified": True}
        self.waiting: dict[str, dict] = {}
        self.refused: list[str] = []

    def authorize(self, address: str) -> str:
        """What the browser does at the provider: agree, and come back with a code. Answers the path to go back to."""
        asked = {key: value[0] for key, value in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT_ID and asked["response_type"] == "code" and "openid" in asked["scope"].split()
        code = f"code-{len(self.waiting)}"
        self.waiting[code] = asked
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?code={code}&state={asked['state']}"

    def token(self, form: dict) -> dict | None:
        asked = self.waiting.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if asked is None or form.get("client_secret") != SECRET or asked.get("code_challenge") != challenge or form.get("redirect_uri") != asked["redirect_uri"]:
            self.refused.append(str(form))
            return None
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "exp": int(time()) + 60, "iat": int(time()), **self.person}
        return {"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": jwt.encode(claims, SECRET, algorithm="HS256")}


@contextmanager
def running():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers = {
                "/.well-known/openid-configuration": {
                    "issuer": provider.issuer, "authorization_endpoint": f"{provider.issuer}/authorize", "token_endpoint": f"{provider.issuer}/token",
                    "userinfo_endpoint": f"{provider.issuer}/userinfo", "jwks_uri": f"{provider.issuer}/jwks",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"]},
                "/userinfo": provider.person,
            }
            self._answer(answers.get(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(provider.token({key: value[0] for key, value in parse_qs(body).items()}) if self.path == "/token" else None)

        def _answer(self, content: dict | None) -> None:
            body = json.dumps(content or {"error": "invalid_grant"}).encode()
            self.send_response(200 if content else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = CityProvider(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
