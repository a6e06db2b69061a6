"""Everything that the documents of data/ say, held to files that were read by eye; `make golden` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden import DOCUMENTS, GOLDEN, said


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_says_what_its_golden_file_says(document: Path) -> None:
    assert said(document) == (GOLDEN / f"{document.stem}.json").read_text(encoding="utf-8")


def test_every_golden_file_has_its_document() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {path.stem for path in DOCUMENTS}
