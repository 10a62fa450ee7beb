"""A district's sign-on service: OpenID Connect with discovery, keys, token and userinfo, on this machine.

It signs with a key made here. `answer` is what it says of whoever signs in; the tests bend it.
"""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "fivefold", "a secret between the two"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Service:
    address: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    signs_with: Any = None  # another key, for a forger
    algorithm: str = "RS256"
    claims: dict[str, Any] = field(default_factory=dict)  # in the token, over what is due
    userinfo: dict[str, Any] = field(default_factory=dict)
    discovery: dict[str, Any] = field(default_factory=dict)
    is_down: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def signs_in(self, address: str, *, verified: object = True) -> None:
        self.userinfo = {"sub": "s-1", "email": address, "email_verified": verified, "name": "Somebody"}

    def come_to(self, address: str) -> str:
        """What the browser does there: the person signs in, and is sent back with a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def answer(self, path: str, sent: dict[str, str], token: str) -> tuple[int, dict[str, Any]]:
        self.asked.append(path)
        if self.is_down:
            return 503, {}
        match path:
            case "/.well-known/openid-configuration":
                return 200, self._discovery()
            case "/keys":
                public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
                return 200, {"keys": [{**public, "kid": "k1", "alg": "RS256", "use": "sig"}]}
            case "/token":
                return self._token(sent)
            case "/userinfo":
                return (200, self.userinfo) if token == "Bearer opens-userinfo" else (401, {})
        return 404, {}

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        } | self.discovery

    def _token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(sent.get("code", ""), None)
        if asked is None or (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            return 400, {"error": "invalid_grant"}
        challenge = hashlib.sha256(sent["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        due = {"iss": self.address, "aud": CLIENT, "sub": "s-1", "iat": now, "exp": now + 300}
        key = self.signs_with or self.key
        signed = jwt.encode(due | self.claims, key, algorithm=self.algorithm, headers={"kid": "k1"})
        return 200, {"access_token": "opens-userinfo", "token_type": "Bearer", "id_token": signed}


@contextmanager
def service() -> Iterator[Service]:
    of = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/authorize?"):
                self.send_response(302)
                self.send_header("Location", of.come_to(self.path))
                self.end_headers()
            else:
                self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(body).items()})

        def _answer(self, sent: dict[str, str]) -> None:
            path = urlsplit(self.path).path
            status, said = of.answer(path, sent, self.headers.get("Authorization", ""))
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    of.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield of
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
