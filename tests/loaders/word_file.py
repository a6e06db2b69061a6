"""Makes small Word files from the XML of their parts, so that tests can say exactly what stands in one."""

from __future__ import annotations

import zipfile
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def part(name: str, content: str, head: str = "") -> str:
    """One XML part with the usual namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:{name} {_SPACES}>{content}</w:{name}>'


def write(path: Path, body: str, **parts: str) -> Path:
    """A .docx of a body and other parts (`numbering`, `styles`, `footnotes`, `endnotes`)."""
    write_parts(path, {"word/document.xml": part("document", f"<w:body>{body}</w:body>")} | {
        f"word/{name}.xml": part(name, content) for name, content in parts.items()
    })
    return path


def write_parts(path: Path, parts: dict[str, str]) -> Path:
    """A zip of named parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def p(text: str, properties: str = "", more: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def numbered(text: str, level: int, instance: int = 1) -> str:
    """A paragraph in a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>')


def td(content: str, properties: str = "") -> str:
    """A cell; a plain text becomes a paragraph."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells; plain texts become cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<w:tc') else td(c) for c in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def levels(*forms: tuple[str, str]) -> str:
    """The levels of a list definition: the form of the number and the text around it."""
    return "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(forms)
    )


def definition(content: str, *overrides: str) -> str:
    """A list definition, and a list of it for each text of overrides, numbered from 1."""
    lists = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="7"/>{override}</w:num>'
        for i, override in enumerate(overrides or ("",), start=1)
    )
    return f'<w:abstractNum w:abstractNumId="7">{content}</w:abstractNum>{lists}'
