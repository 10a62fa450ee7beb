from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.surveys.imports.bringing import Bringer, bringer


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings) -> Iterator[None]:
    """A folder of its own for each test, so that what stays behind is seen."""
    settings.UPLOADS = tmp_path / "uploads"
    yield


@pytest.fixture
def marcus(cast: Cast) -> Bringer:
    return bringer(cast, cast.marcus)
