from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.closing import Tally

TALLY = Tally("attack", "nothing followed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.attack)


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """What the closing figure counts; a test that ends otherwise than well takes its verdict away."""
    failed = request.session.testsfailed
    yield TALLY
    TALLY.failed |= request.session.testsfailed > failed


def pytest_sessionfinish(session: pytest.Session) -> None:
    TALLY.failed |= session.testsfailed > 0
    known = len(session.config.pluginmanager.get_plugin("terminalreporter").stats.get("xfailed", ()))  # type: ignore[union-attr]
    if known:
        TALLY.verdict = f"nothing followed but in {known} known way{'s' if known > 1 else ''}"


def pytest_unconfigure(config: pytest.Config) -> None:
    TALLY.close(config)


@pytest.fixture
def _uploads(tmp_path: Path, settings) -> None:
    settings.UPLOADS = tmp_path / "uploads"
