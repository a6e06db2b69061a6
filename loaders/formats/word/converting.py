"""Files of other writing programs to what is read: by LibreOffice to .docx, else old Word files by antiword to text."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from loaders.errors import ConversionFailed, NoConverter

OFFICE_PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
"""How long a conversion may take."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
    "</item>\n"
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "localhost"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "localhost"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no links to elsewhere, and a proxy that is not there: a document must not reach the network."""


ANTIWORD = (".doc", ".wps")
"""The endings of files that antiword reads."""


def convert(path: Path, suffix: str, folder: Path) -> Path:
    """The .docx or .txt that a program of the machine makes of a file, inside a folder of the caller."""
    copy = folder / f"document{suffix}"
    shutil.copyfile(path, copy)
    office = next(filter(None, map(shutil.which, OFFICE_PROGRAMS)), None)
    if office is not None:
        return _by_office(path, copy, office)
    antiword = shutil.which("antiword") if suffix in ANTIWORD else None
    if antiword is None:
        raise NoConverter(path, suffix, "LibreOffice or antiword" if suffix in ANTIWORD else "LibreOffice")
    made = folder / "made.txt"
    made.write_bytes(_run(path, "antiword", [antiword, "-m", "UTF-8.txt", "-w", "0", str(copy)]))
    return made


def _by_office(path: Path, copy: Path, program: str) -> Path:
    profile = copy.parent / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(path=at, name=name, value=value) for at, name, value in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")
    made = copy.parent / "made" / "document.docx"
    command = [
        program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(copy),
    ]
    _run(path, "LibreOffice", command)
    if not made.is_file():
        raise ConversionFailed(path, "LibreOffice")
    return made


def _run(path: Path, name: str, command: list[str]) -> bytes:
    """Run a program in a group of its own, so that all it started ends with it when it takes too long."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise ConversionFailed(path, name) from error
    try:
        output, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise ConversionFailed(path, name) from error
    if process.returncode:
        raise ConversionFailed(path, name)
    return output
