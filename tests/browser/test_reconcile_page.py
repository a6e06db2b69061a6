"""The page of the reconciliation service: the address to copy, a box to try, the preview in a frame of another site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from visiting import Visit


class Framing(BaseHTTPRequestHandler):
    """A site that shows the address behind its question mark in a frame."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f'<iframe src="{self.path.partition("?")[2]}" width="420" height="240"></iframe>'.encode())

    def log_message(self, format: str, *words: object) -> None:
        """Nothing."""


@pytest.fixture
def other() -> Iterator[str]:
    """The address of another site on this machine, as OpenRefine's."""
    server = HTTPServer(("127.0.0.1", 0), Framing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_name_is_tried_and_leads_to_its_page(visit: Visit) -> None:
    page = visit.open("/reconcile?_language=en")
    expect(page.get_by_label("Address of the service")).to_have_value(f"{visit.address}reconcile")
    page.get_by_label("Name, code or id").fill("魏县 行政审批局")
    page.get_by_label("Type").select_option("Department")
    page.get_by_role("button", name="Match").click()
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("the only one")
    row.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("魏县行政审批局")


def test_the_address_is_copied(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open("/reconcile?_language=en")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("main").get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{visit.address}reconcile"


def test_the_preview_is_shown_in_a_frame_of_another_site(visit: Visit, other: str) -> None:
    address = f"{other}?{visit.address}reconcile/preview?id={quote('projects/p2', safe='')}"
    visit.page.goto(address)
    expect(visit.page.frame_locator("iframe").get_by_role("heading")).to_have_text("热线经费")
    ours = [fault for fault in visit.faults if not fault.startswith(f"request to another host: {other}")]
    visit.faults[:] = [fault for fault in ours if f"{other}favicon.ico" not in fault]
