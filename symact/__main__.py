"""`python -m symact`: the command line."""

import sys

from symact.cli import main

if __name__ == "__main__":
    sys.exit(main())
