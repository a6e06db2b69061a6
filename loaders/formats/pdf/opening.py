"""Opening a PDF: the file as the engine holds it, refused when it is damaged, locked or beyond the limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from loaders.errors import BrokenFile, ProtectedFile, TooManyPages

MOST_PAGES = 3000
"""The largest number of pages that is read. The longest disclosures known have some hundred."""


@contextmanager
def opened(content: bytes, path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed at the end. One that opens with the empty password is no secret and is read."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise (ProtectedFile if locked else BrokenFile)(path) from error
    try:
        if len(document) > MOST_PAGES:
            raise TooManyPages(path, len(document), MOST_PAGES)
        yield document
    finally:
        document.close()
