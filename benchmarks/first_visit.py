"""The bytes of a first visit to the report card, as a browser receives them, against the budget of 60 KB.

Served by `fivefold demo`; every file that the page names is fetched compressed, as browsers ask for it.
"""

import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

BUDGET = 60_000
PATIENCE = 120


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "fivefold", "demo", "--port", str(port)],
            env={**os.environ, "FIVEFOLD_DATA": folder},
            stdout=subprocess.DEVNULL,
        )
        try:
            weigh(f"http://localhost:{port}")
        finally:
            server.terminate()
            server.wait()
    return 0


def weigh(base: str) -> None:
    visitor = Visitor(base)
    card = visitor.report_card()
    page, weight = visitor.get(card)
    total = weight
    print(f"{weight:>7,} bytes  the page")
    for name in sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))):
        _, weight = visitor.get(base + name)
        total += weight
        print(f"{weight:>7,} bytes  {name.rsplit('/', 1)[1]}")
    print(f"first visit {total:,} bytes, budget {BUDGET:,}: ratio {total / BUDGET:.2f} (goal: at most 1)")


class Visitor:
    def __init__(self, base: str) -> None:
        self.base = base
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)

    def get(self, url: str, form: dict[str, str] | None = None) -> tuple[str, int]:
        """The text, and the bytes that came over the wire: compressed body and headers."""
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(url, data, headers={"Accept-Encoding": "gzip", "Referer": self.base})
        with self.browser.open(request) as response:
            body = response.read()
            weight = len(body) + len(str(response.headers))
            if response.headers.get("Content-Encoding") == "gzip":
                import gzip

                body = gzip.decompress(body)
        return body.decode("utf-8", "replace"), weight

    def report_card(self) -> str:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                people, _ = self.get(f"{self.base}/demo/")
                break
            except urllib.error.URLError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', people)
        assert token
        listed, _ = self.get(f"{self.base}/demo/marcus/", {"csrfmiddlewaretoken": token[1]})
        home = re.search(r'href="(/p/[^"/]+/)"[^>]*>\s*(?:<[^>]+>\s*)*Middle-grades', listed)
        assert home
        return f"{self.base}{home[1]}health/"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
