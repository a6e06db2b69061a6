"""Writes what the documents of data/ say into tests/loaders/golden, one JSON file beside each; `make golden`."""

from __future__ import annotations

import json
from pathlib import Path

from kb.display import document_json
from loaders import load

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = sorted(path for path in DATA.iterdir() if path.stem != "README")


def said(path: Path) -> str:
    """All that a document says, without the text of its passages (which stands in the document)."""
    everything = json.loads(document_json(load(path)))
    del everything["passages"], everything["path"], everything["sha256"]
    return json.dumps(everything, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for document in DOCUMENTS:
        (GOLDEN / f"{document.stem}.json").write_text(said(document), encoding="utf-8")
