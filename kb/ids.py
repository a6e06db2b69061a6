"""Names that last: every id is made from content, never from row numbers, clocks or chance."""

from __future__ import annotations

import hashlib
from urllib.parse import quote, unquote

from kb.schema import BY_NAME, NAMESPACE


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits of the parts in order; `None` and the empty string differ.

    >>> digest("projects", "便民中心工作经费") == digest("projects", "便民中心工作经费")
    True
    >>> digest("a", None) == digest("a", "")
    False
    """
    sha = hashlib.blake2b(digest_size=8)
    for part in parts:
        sha.update(b"\x00-" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass") + b"\x02")
    return sha.hexdigest()


def iri(base: str, table: str, identifier: str, part: str | None = None) -> str:
    """The IRI of a row, or of one of its parts: `<base>id/projects/<id>` and `…/<id>/target`."""
    path = f"{base}id/{table}/{quote(identifier, safe='')}"
    return path if part is None else f"{path}/{part}"


def locate(base: str, address: str) -> tuple[str, str] | None:
    """The table and id that an IRI names, or `None` when it is not one of ours.

    >>> locate("https://kb.example/", "https://kb.example/id/projects/0f")
    ('projects', '0f')
    >>> locate("https://kb.example/", "https://kb.example/ontology#Project")
    """
    if not address.startswith(base + "id/"):
        return None
    table, _, identifier = address[len(base) + 3 :].partition("/")
    if table not in BY_NAME or not identifier or "/" in identifier:
        return None
    return table, unquote(identifier)


def term(name: str) -> str:
    """The IRI of a class or property of our ontology."""
    return NAMESPACE + name
