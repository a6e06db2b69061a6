"""Every page of ours: the modules of this package that have a `PAGE` or several `PAGES`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import files

from kb.explore.site import Page


@cache
def pages() -> tuple[Page, ...]:
    """All pages, module by module."""
    names = sorted(entry.name.removesuffix(".py") for entry in files(__name__).iterdir() if entry.name.endswith(".py"))
    modules = [import_module(f"{__name__}.{name}") for name in names if name != "__init__"]
    return tuple(page for module in modules for page in (getattr(module, "PAGES", None) or (module.PAGE,)))
