"""Our pages as Datasette's routes: each page is one module that says its address, its template and its content."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Response

from kb.explore.language import Speech, speech_of
from kb.explore.shelf import Shelf

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

Content = Mapping[str, Any]
LONGEST_NUMBER = 9
"""Digits of a number in an address; no page counts further."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is asked for: the names in its address, the words behind the question mark, and the language."""

    shelf: Shelf
    request: Request
    speech: Speech
    names: Mapping[str, str]

    def word(self, name: str, default: str = "") -> str:
        """A word behind the question mark."""
        return str(self.request.args.get(name) or default)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number behind the question mark; the default for anything else, and for numbers without end."""
        word = self.word(name)
        return int(word) if word.isdecimal() and len(word) <= LONGEST_NUMBER else default


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a regular expression for its path, its template, and the function that gathers its content.

    `content` returns None where there is no such thing, or an answer of its own: another page, a file.
    `styles` and `scripts` are further files of the static folder.
    """

    route: str
    template: str
    content: Callable[[Asked], Awaitable[Content | Response | None]]
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


Handler = Callable[["Request", "Datasette"], Awaitable[Response]]


def handler(page: Page) -> Handler:
    """The page as a function that Datasette calls."""

    async def answer(request: Request, datasette: Datasette) -> Response:
        speech = speech_of(request)
        names = {name: value for name, value in request.url_vars.items() if value is not None}
        content = await page.content(Asked(Shelf(datasette), request, speech, names))
        if content is None:
            raise NotFound(speech("common.not_found"))
        if isinstance(content, Response):
            return content
        context = {**content, "styles": page.styles, "scripts": page.scripts}
        html = await datasette.render_template(page.template, context, request=request, view_name="kb")
        return Response.html(html)

    return answer


def refusal(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]] | None:
    """The page that says why there is no answer; None leaves it to Datasette: programs, and faults of our own."""
    status = getattr(exception, "status", None)
    if status is None or request.path.endswith(".json") or request.path.partition(".")[2] in ("json", "csv"):
        return None

    async def answer() -> Response:
        content = {"status": status, "message": str(exception) or speech_of(request)("common.not_found")}
        html = await datasette.render_template("kb/error.html", content, request=request, view_name="kb")
        return Response.html(html, status=status)

    return answer
