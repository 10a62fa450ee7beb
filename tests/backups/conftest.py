from pathlib import Path

import pytest

from tests.backups.place import FILL, ON_POSTGRES, Place, new_place

# Each starts many commands, which takes minutes on PostgreSQL: there `make copies` runs them, and `make test`
# these, in which the two databases differ.
ON_BOTH = {
    "test_figures_pages_files_and_the_ledger_are_those_of_the_original",
    "test_it_copies_migrates_and_checks_and_the_copy_is_of_the_version_before",
    "test_new_rows_get_numbers_of_their_own",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        own = ON_POSTGRES and Path(__file__).parent in item.path.parents
        if own and item.name not in ON_BOTH:
            item.add_marker(pytest.mark.copies)


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
