from pathlib import Path

import pytest

from tests.cast import Cast
from tests.surveys.imports.bringing import Bringer, bringer


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings) -> None:
    """A folder of its own for each test, so that what stays behind is seen."""
    settings.UPLOADS = tmp_path / "uploads"


@pytest.fixture
def marcus(cast: Cast) -> Bringer:
    return bringer(cast, cast.marcus)
