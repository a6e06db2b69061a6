"""Datasette's CSV as a spreadsheet may open it: no cell is taken for a formula. JSON keeps the text as it is.

What is saved as a file begins with a byte order mark, as our exports do: without it Excel on a Chinese Windows reads
UTF-8 as GBK. What programs read in place has none.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from kb.explore.safety import Application, Scope, Send
from kb.publishing.rendering import defused

_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_SAVED, _SHOWN = b"text/csv", b"text/plain"


class Defusing:
    r"""CSV that comes in parts, cut anywhere, with its formulas defused; holds one part and one row.

    With `mark`, a byte order mark comes first.

    >>> rows = Defusing()
    >>> rows.part(b"name,=a\r\n-12.5,"), rows.part(b"-1+1\r\n@x"), rows.part(b"", last=True)
    (b"name,'=a\r\n", b"-12.5,'-1+1\r\n", b"'@x\r\n")
    """

    def __init__(self, mark: bool = False) -> None:
        self._mark = codecs.BOM_UTF8 if mark else b""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._lines: list[str] = []
        self._quoted = False
        self._rest = ""

    def part(self, body: bytes, last: bool = False) -> bytes:
        """The rows that are whole with this part; after the last part, also a row without a line break."""
        output = io.StringIO()
        writer = csv.writer(output)
        for line in self._whole(self._decoder.decode(body, last), last):
            self._lines.append(line)
            self._quoted ^= line.count('"') % 2 == 1
            if not self._quoted:
                self._write(writer)
        if last and self._lines:
            self._write(writer)
        text, self._mark = self._mark + output.getvalue().encode("utf-8"), b""
        return text

    def _whole(self, text: str, last: bool) -> list[str]:
        *lines, self._rest = (self._rest + text).split("\n")
        whole = [line + "\n" for line in lines]
        if last and self._rest:
            whole.append(self._rest)
        return whole

    def _write(self, writer: Any) -> None:
        for row in csv.reader(io.StringIO("".join(self._lines), newline="")):
            writer.writerow([cell if _NUMBER.fullmatch(cell) else defused(cell) for cell in row])
        self._lines.clear()


def downloads(application: Application, ours: str = "/question/") -> Application:
    """The application with formulas defused in every CSV that Datasette writes, part by part as it comes.

    What lies below the path `ours` is written by our own pages, which have defused it already.
    """

    async def answer(scope: Scope, receive: Callable[[], Awaitable[Any]], send: Send) -> None:
        await application(scope, receive, _defused(send) if _asks_for_csv(scope, ours) else send)

    return answer


def _defused(send: Send) -> Send:
    rows: Defusing | None = None

    async def pass_on(message: MutableMapping[str, Any]) -> None:
        nonlocal rows
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message["headers"]]
            kind = dict(headers).get(b"content-type", b"")
            if message["status"] == 200 and kind.startswith((_SAVED, _SHOWN)):
                rows = Defusing(mark=kind.startswith(_SAVED))
                message["headers"] = [header for header in headers if header[0] != b"content-length"]
        elif rows is not None and message["type"] == "http.response.body":
            message["body"] = rows.part(message.get("body", b""), last=not message.get("more_body", False))
        await send(message)

    return pass_on


def _asks_for_csv(scope: Scope, ours: str) -> bool:
    """Whether Datasette answers this address with CSV, which it calls text/plain where it is not to be saved."""
    if scope["type"] != "http" or str(scope["path"]).startswith(ours):
        return False
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return str(scope["path"]).endswith(".csv") or asked.get("_format") == ["csv"]
