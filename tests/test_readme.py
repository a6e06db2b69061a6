"""The README is true: its commands print what it says, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from readme import BLOCK, READMES, printed


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_console_block_is_what_the_command_prints(readme: Path, built: Path) -> None:
    blocks = list(BLOCK.finditer(readme.read_text(encoding="utf-8")))
    assert len(blocks) == 7
    for block in blocks:
        assert printed(block["command"], built) == block["output"]
