"""Root and the account of a service: what one leaves, the other must be able to change."""

import os
from pathlib import Path

import pytest

from tests.commands.test_settings_faults import sentence_of, server

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
SOMEBODY = 12345


@pytest.mark.parametrize("command", ["createadmin", "upgrade", "backup", "worker"])
def test_in_the_folder_of_another_account_root_leaves_nothing(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    os.chown(folder, SOMEBODY, SOMEBODY)
    refused = server(command, data=folder)
    assert refused.returncode == 2
    assert "belongs to the account number 12345" in sentence_of(refused)
    assert not list(folder.iterdir())


def test_where_a_copy_goes_is_a_folder_or_refused(tmp_path: Path) -> None:
    refused = server("backup", f"{tmp_path}/not there/", data=tmp_path)
    assert refused.returncode == 2
    assert "There is no folder" in sentence_of(refused)
    assert not (tmp_path / "not there").exists()
