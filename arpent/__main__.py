"""`python -m arpent` is `arpent`."""

import sys

from arpent.command.main import main

sys.exit(main())
