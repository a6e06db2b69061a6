"""Writes what the documents of data/ say into tests/loaders/golden, one JSON file beside each; `make golden`."""

from __future__ import annotations

from pathlib import Path

from kb.expecting import told_json
from loaders import load

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = sorted(path for path in DATA.iterdir() if path.stem not in ("README", "decisions"))


def said(path: Path) -> str:
    """All that a document says, one record a line."""
    return told_json(load(path))


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for document in DOCUMENTS:
        (GOLDEN / f"{document.stem}.json").write_text(said(document), encoding="utf-8")
