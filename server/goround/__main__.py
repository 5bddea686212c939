"""``python -m goround``."""

import sys

from goround.cli import main

sys.exit(main())
