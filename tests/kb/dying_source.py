"""A source whose reading ends the process that reads it."""

from __future__ import annotations

import os
from pathlib import Path

from kb.sources import Source
from loaders import LoadedDocument


class DyingSource(Source):
    """Reads like a file on which a library crashes."""

    def load(self) -> LoadedDocument:
        """End the process without a word."""
        os._exit(7)


def dying(name: str) -> DyingSource:
    """A source of this name."""
    return DyingSource(name, name, Path(name), name)
