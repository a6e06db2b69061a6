"""The console blocks of the README: writes what the commands really print; `make readme`."""

from __future__ import annotations

import re
import shlex
import tempfile
from pathlib import Path

from click.testing import CliRunner

from kb.cli import main
from kb.pipeline import build

ROOT = Path(__file__).parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
BLOCK = re.compile(r"^```console\n\$ kb (?P<command>.*?)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)


def printed(command: str, folder: Path) -> str:
    """What a command of the README prints in a terminal of 80 columns, run on the knowledge base in `folder`."""
    words = [str(folder) if word == ".kb" else word for word in shlex.split(command)]
    words = [str(ROOT / word) if word.startswith("data") else word for word in words]
    result = CliRunner(env={"COLUMNS": "80"}).invoke(main, words, prog_name="kb")
    lines = (line.rstrip() for line in result.output.strip("\n").split("\n"))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        build([ROOT / "data"], Path(scratch) / "kb")
        for readme in READMES:
            text = readme.read_text(encoding="utf-8")
            readme.write_text(
                BLOCK.sub(
                    lambda block: f"```console\n$ kb {block['command']}\n"
                    f"{printed(block['command'], Path(scratch) / 'kb')}```",
                    text,
                ),
                encoding="utf-8",
            )
