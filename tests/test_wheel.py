"""The wheel carries everything that the program reads at run time."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA_SUFFIXES = {".ttl", ".rq", ".sql", ".toml", ".csv", ".html", ".css", ".js"}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files that a wheel made from this checkout holds."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_every_data_file_of_the_packages(held: set[str]) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in ("kb", "loaders", "ontology")
        for path in (ROOT / package).rglob("*")
        if path.suffix in DATA_SUFFIXES | {".py"} and not {"__pycache__", "frontend"} & set(path.parts)
    }
    assert "ontology/budget.ttl" in wanted
    assert wanted <= held


def test_the_wheel_holds_the_bundles_and_their_licences_and_not_what_they_are_made_from(held: set[str]) -> None:
    entries = {entry.name for entry in (ROOT / "kb/explore/frontend/entries").glob("*.js")}
    assert entries
    assert {f"kb/explore/static/vendor/{name}" for name in entries | {"licences.txt"}} <= held
    assert not [name for name in held if "frontend" in name or "node_modules" in name]


def test_what_is_bundled_is_pinned_by_hash_and_comes_from_no_address() -> None:
    lock = json.loads((ROOT / "kb/explore/frontend/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_a_bundle_that_cannot_be_made_fails_the_build(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    frontend = tmp_path / "kb/explore/frontend"
    shutil.copytree(ROOT / "kb/explore/frontend", frontend, ignore=shutil.ignore_patterns("node_modules"))
    (frontend / "entries/broken.js").write_text('import "./nowhere.js";', encoding="utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode != 0
    assert "Could not resolve \"./nowhere.js\"" in done.stdout + done.stderr
    assert "The JavaScript of the pages was not bundled: build.mjs failed" in done.stdout + done.stderr
