import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation as `fivefold serve` leaves it; tests copy what they change."""
    folder = tmp_path_factory.mktemp("installed")
    program = "from fivefold.config.installation import *; start_django(); prepare(print)"
    environment = {
        **os.environ,
        "FIVEFOLD_DATA": str(folder),
        "FIVEFOLD_SECRET_KEY": "",
        "DJANGO_SETTINGS_MODULE": "fivefold.config.settings",
    }
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder
