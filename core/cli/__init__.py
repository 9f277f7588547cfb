"""The command line: the same services, for scripts and for those who like it."""

from core.cli.commands import app, main
from core.cli.saying import PASSWORD, TOLD_EVERY, Exit

__all__ = ["PASSWORD", "TOLD_EVERY", "Exit", "app", "main"]
