"""Pages as a reader has them: their words, without markup and without the names of pictures."""

import html
import re

from django.test import Client

from fivefold.partnerships.models import Partnership


def words(response) -> str:
    assert response.status_code == 200, response.status_code
    main = response.content.decode().split('<main id="main"', 1)[1].split(">", 1)[1].split("</main>", 1)[0]
    main = re.sub(r"<svg.*?</svg>", " ", main, flags=re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def get(client: Client, partnership: Partnership, path: str = ""):
    return client.get(f"/p/{partnership.public_id}/{path}")
