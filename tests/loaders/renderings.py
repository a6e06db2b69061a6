"""The formats in which a document can be printed anew, and the sources of the sample documents."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from office import as_doc, as_docx, as_html, as_xlsx
from pdf_pages import as_pdf
from redump import Block

RENDERINGS: dict[str, Callable[[Iterable[Block], Path], None]] = {
    ".docx": as_docx, ".xlsx": as_xlsx, ".html": as_html, ".pdf": as_pdf,
}
if shutil.which("soffice"):
    RENDERINGS[".doc"] = as_doc
