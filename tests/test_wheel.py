"""The wheel carries everything that the program reads at run time."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA_SUFFIXES = {".ttl", ".rq", ".sql", ".toml", ".csv", ".html", ".css", ".js"}


def test_the_wheel_holds_every_data_file_of_the_packages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in ("kb", "loaders", "ontology")
        for path in (ROOT / package).rglob("*")
        if path.suffix in DATA_SUFFIXES | {".py"} and "__pycache__" not in path.parts
    }
    assert "ontology/budget.ttl" in wanted
    assert wanted <= held
