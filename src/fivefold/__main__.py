"""`python -m fivefold` is `fivefold`."""

import sys

from fivefold.config.cli import main

sys.exit(main())
