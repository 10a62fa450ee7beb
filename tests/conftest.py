"""What every room's tests share: the sample data, and a network that is closed."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real public data, or a skip that says why."""
    folder = os.environ.get("FIVEFOLD_SAMPLES")
    if not folder:
        pytest.skip("FIVEFOLD_SAMPLES is not set: this test reads real survey files that are not shipped")
    return Path(folder).resolve()


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rule 10: no call leaves the installation. Only this machine may be reached."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address[0]}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)
    yield
