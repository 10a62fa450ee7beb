from pathlib import Path

import pytest

from tests.backups.place import FILL, Place, new_place


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An installation with three partnerships. Tests read it; none writes to it."""
    place = new_place(tmp_path_factory.mktemp("original") / "data")
    place.run(FILL)
    return place


@pytest.fixture(scope="session")
def copy(original: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a copy of it."""
    path = tmp_path_factory.mktemp("copies") / "copy.zip"
    made = original.fivefold("backup", path)
    assert made.returncode == 0, made.stderr
    return path


@pytest.fixture
def fresh(tmp_path: Path) -> Place:
    """A machine on which nothing was ever started."""
    return new_place(tmp_path / "fresh")
