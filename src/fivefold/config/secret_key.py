"""The signing key of an installation: made once, kept outside the code, readable by its owner alone."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """Read the key, making it on the first run.

    The key is written to its final name by a hard link, so that two processes that start together
    never read half a key or sign with different ones.
    """
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f".secret-key-{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
