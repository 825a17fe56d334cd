"""The command line: arguments in, tables and exit codes out. All work is done by the driver."""

from symact.cli.app import main

__all__ = ["main"]
