"""The pair of documents of each check: `fails` (a file or a folder of several) and its twin `passes`.

`found.json` beside them holds what the check says of the one that fails. Run as a script it writes these files anew:
read the difference before you commit it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from built import built

FOLDER = Path(__file__).parent / "checks"
SAID = """
select f.severity, f.message, f.message_zh, f.expected, f.actual, p.text as passage
from findings f left join passages p on p.id = f.passage_id where f.rule = ? order by f.severity, p.number, f.message
"""


def document(code: str, name: str) -> Path:
    """The file or folder `fails` or `passes` of a check."""
    found = [path for path in (FOLDER / code).iterdir() if path.stem == name]
    if len(found) != 1:
        raise LookupError(f"tests/kb/checks/{code} holds {len(found)} documents “{name}”, one is wanted")
    return found[0]


def findings(code: str, name: str) -> list[dict[str, str | None]]:
    """What one check finds in one of its documents."""
    with tempfile.TemporaryDirectory() as folder, closing(built([document(code, name)], Path(folder))) as connection:
        return [dict(row) for row in connection.execute(SAID, (code,))]


def errors(code: str, name: str) -> list[str]:
    """All findings of severity error in one document, whichever check found them."""
    with tempfile.TemporaryDirectory() as folder, closing(built([document(code, name)], Path(folder))) as connection:
        query = "select rule || ': ' || message from findings where severity = 'error' order by 1"
        return [said for (said,) in connection.execute(query)]


def written(found: list[dict[str, str | None]]) -> str:
    """Findings as `found.json` holds them."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for path in sorted(FOLDER.iterdir()):
        if not sys.argv[1:] or path.name in sys.argv[1:]:
            (path / "found.json").write_text(written(findings(path.name, "fails")), encoding="utf-8")
