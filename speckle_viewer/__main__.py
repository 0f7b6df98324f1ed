"""``python -m speckle_viewer``."""

import sys

from speckle_viewer.cli import main

sys.exit(main())
