"""Writes what the documents of data/ say into tests/loaders/golden, one JSON file beside each; `make golden`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kb.display import document_json
from loaders import load

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = sorted(path for path in DATA.iterdir() if path.stem != "README")


def said(path: Path) -> str:
    """All that a document says, without the text of its passages (which stands in the document)."""
    everything = json.loads(document_json(load(path)))
    records = {kind: [_compact(record) for record in found] for kind, found in everything.pop("records").items()}
    del everything["passages"], everything["path"], everything["sha256"]
    head = json.dumps(everything, ensure_ascii=False)
    lines = [f"{json.dumps(kind)}: [\n" + ",\n".join(rows) + "\n]" for kind, rows in records.items()]
    return head[:-1] + ', "records": {\n' + ",\n".join(lines) + "\n}}\n"


def _compact(record: dict[str, Any]) -> str:
    """A record on one line, without what is not printed."""
    return json.dumps({name: value for name, value in record.items() if value is not None}, ensure_ascii=False)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for document in DOCUMENTS:
        (GOLDEN / f"{document.stem}.json").write_text(said(document), encoding="utf-8")
