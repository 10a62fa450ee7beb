from pathlib import Path

import pytest

from tests.backups.place import FILL, Place, new_place

# Each starts many commands, which takes minutes: `make copies` runs them all, and `make test` these.
WITHOUT_WHICH_THERE_IS_NO_COPY = {
    "test_figures_pages_files_and_the_ledger_are_those_of_the_original",
    "test_a_copy_holds_nobody_s_session_no_token_and_no_key",
    "test_new_rows_get_numbers_of_their_own",
    "test_it_copies_migrates_and_checks_and_the_copy_is_of_the_version_before",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        own = Path(__file__).parent in item.path.parents
        if own and item.name not in WITHOUT_WHICH_THERE_IS_NO_COPY:
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
