"""What every answer carries: a policy that lets nothing run that is not ours, and no request to another host.

Datasette's own templates hold a few scripts and styles inline. They get the nonce of the request when their source is
loaded, so a script that comes with the text of a document has none and never runs.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from typing import Any

from datasette.utils.asgi import Request
from jinja2 import BaseLoader, Environment

from kb.explore.language import COOKIE, PARAMETER, QUERY, SPEECH, Speech, speech_of

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Callable[[], Awaitable[Any]], Send], Awaitable[None]]

NONCE: ContextVar[str] = ContextVar("nonce", default="")
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    b"x-content-type-options": b"nosniff", b"referrer-policy": b"same-origin", b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
}
_INLINE = re.compile(r"<(script|style)((?:\s+type=\"[^\"]*\")?)\s*>")
_STYLE = re.compile(r"\sstyle=\"(?:\{\{.*?\}\}|[^\"])*\"")


class GuardedLoader(BaseLoader):
    """Templates as their loader gives them, with the nonce in inline scripts and styles, without style attributes;
    fields that lack a label get one."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source of a template, guarded."""
        source, name, current = self._loader.get_source(environment, template)
        return _STYLE.sub("", _INLINE.sub(r'<\1\2 nonce="{{ nonce() }}">', source)), name, current

    def list_templates(self) -> list[str]:
        """All templates."""
        return self._loader.list_templates()


def remembered(speech: Speech) -> bytes:
    """The cookie that keeps the choice of a language for a year, also where it was made on a page of Datasette.

    >>> remembered(Speech("en"))
    b'kb_language=en; Max-Age=31536000; Path=/; SameSite=lax'
    """
    return f"{COOKIE}={speech.language}; Max-Age=31536000; Path=/; SameSite=lax".encode("ascii")


def guarded(application: Application) -> Application:
    """The application with a nonce for each request, and the headers of safety on each answer."""

    async def answer(scope: Scope, receive: Callable[[], Awaitable[Any]], send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        NONCE.set(nonce)
        request = Request(scope, receive)
        speech = speech_of(request)
        SPEECH.set(speech)
        QUERY.set(request.query_string)

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message["headers"]}
                own = HEADERS | {b"content-security-policy": POLICY.format(nonce=nonce).encode("ascii")}
                if b"content-security-policy" in known:  # a policy of its own says who may frame the answer
                    del own[b"x-frame-options"]
                if request.args.get(PARAMETER) == speech.language:
                    own[b"set-cookie"] = remembered(speech)
                message["headers"] = [*message["headers"], *((n, v) for n, v in own.items() if n not in known)]
                message["headers"].append((b"vary", b"Accept-Language, Cookie"))
            await send(message)

        await application(scope, receive, send_guarded)

    return answer
