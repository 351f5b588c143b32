"""What a subcommand of the site needs before it runs: its settings, its database, files that are its own."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured


def run(module: str, words: Sequence[str]) -> int:
    """Set the site up, then run the subcommand. A setting that does not do is said in words."""
    try:
        os.umask(0o077)  # what an installation writes is its own
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arpent.site.settings")
        django.setup()
        code: int = import_module(module).run(words)
    except ImproperlyConfigured as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    return code
