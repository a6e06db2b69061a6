"""A build: the same for the same documents, in place at once or not at all, and honest about what it could not read."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kb import database
from kb.pipeline import NothingRead, OutputRefused, build, previous, restore

KILLED = """
import os, signal, sys
from pathlib import Path
from kb.pipeline import build

def die(step, done, total):
    if step == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)

build([Path(sys.argv[2])], Path(sys.argv[3]), progress=die)
"""


def digest(folder: Path) -> str:
    return str(json.loads((folder / "manifest.json").read_text())["digest"])


def documents(folder: Path) -> list[str]:
    connection = database.connect(folder / "kb.db", read_only=True)
    try:
        return [row["path"] for row in connection.execute("select path from documents order by path")]
    finally:
        connection.close()


def errors(folder: Path) -> list[tuple[str, str, str]]:
    connection = database.connect(folder / "kb.db", read_only=True)
    try:
        return [tuple(row) for row in connection.execute("select path, error, advice from load_errors order by path")]
    finally:
        connection.close()


def test_same_documents_in_any_order_give_the_same_digest(built: Path, data: Path, tmp_path: Path) -> None:
    files = sorted(path for path in data.iterdir() if path.stem != "README")
    build(reversed(files), tmp_path / "kb")
    assert digest(tmp_path / "kb") == digest(built)


def test_a_changed_figure_changes_the_digest(built: Path, data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    changed = tmp_path / "data" / "weixian-approval-bureau-2025-performance.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("366.70", "366.71"), encoding="utf-8")
    build([tmp_path / "data"], tmp_path / "kb")
    assert digest(tmp_path / "kb") != digest(built)


def test_unreadable_files_are_listed_and_the_rest_is_built(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(data / "weixian-approval-bureau-2025-performance.txt", folder / "good.txt")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (folder / "novel.txt").write_text("很久以前，有一座山。", encoding="utf-8")
    (folder / "film.mp4").write_bytes(b"film")
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    (folder / "README.md").write_text("about this folder", encoding="utf-8")
    built = build([folder], tmp_path / "kb")
    assert documents(built.folder) == ["good.txt"]
    assert errors(built.folder) == [
        ("empty.txt", "the file is empty", "fetch the file again from where it was published"),
        ("film.mp4", "no reader for files .mp4", "give Word, Excel, PDF, HTML, CSV or text files"),
        (
            "novel.txt", "no budget form was recognised in it",
            "check that it is a budget disclosure; if it is, add its headings or column names to loaders/lexicon.toml",
        ),
        ("picture.txt", "the file holds binary data, not text", "convert it to a text file, or leave it out"),
    ]


def test_nothing_readable_leaves_the_old_knowledge_base(data: Path, tmp_path: Path) -> None:
    build([data / "weixian-approval-bureau-2025-performance.txt"], tmp_path / "kb")
    before = digest(tmp_path / "kb")
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(NothingRead, match=r"^none of 1 files could be read$"):
        build([tmp_path / "empty.txt"], tmp_path / "kb")
    assert digest(tmp_path / "kb") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.txt", "kb"]


def test_an_empty_folder_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(NothingRead, match=r"^there is no file to read$"):
        build([tmp_path / "in"], tmp_path / "kb")


def test_the_same_file_twice_is_one_document(data: Path, tmp_path: Path) -> None:
    source = data / "weixian-approval-bureau-2025-performance.txt"
    shutil.copy(source, tmp_path / "copy.txt")
    built = build([source, tmp_path / "copy.txt"], tmp_path / "kb")
    assert documents(built.folder) == ["copy.txt"]


def test_two_printings_of_one_text_are_one_document(data: Path, tmp_path: Path) -> None:
    source = data / "weixian-approval-bureau-2025-performance.txt"
    (tmp_path / "other.txt").write_bytes(source.read_text(encoding="utf-8").encode("gb18030"))
    built = build([source, tmp_path / "other.txt"], tmp_path / "kb")
    (kept,) = documents(built.folder)
    ((left, problem, advice),) = errors(built.folder)
    assert {kept, left} == {source.name, "other.txt"}
    assert problem == f"the text is that of {kept}, which was read"
    assert advice == "nothing is lost; remove one of the two files"
    assert digest(build([tmp_path / "other.txt", source], tmp_path / "again").folder) == digest(built.folder)


def test_two_documents_of_one_title_are_two_documents(data: Path, tmp_path: Path) -> None:
    source = data / "weixian-approval-bureau-2025-performance.txt"
    changed = source.read_text(encoding="utf-8").replace("\t200.00\n", "\t201.00\n")
    (tmp_path / "corrected.txt").write_text(changed, encoding="utf-8")
    built = build([source, tmp_path / "corrected.txt"], tmp_path / "kb")
    assert documents(built.folder) == ["corrected.txt", source.name]
    assert digest(build([tmp_path / "corrected.txt", source], tmp_path / "again").folder) == digest(built.folder)


@pytest.mark.parametrize("moment", ["reading", "linking", "checking", "indexing", "searching", "graph", "publishing"])
def test_a_build_killed_at_any_step_leaves_the_old_one_whole(data: Path, tmp_path: Path, moment: str) -> None:
    folder = tmp_path / "kb"
    build([data / "weixian-approval-bureau-2025-performance.txt"], folder)
    before = digest(folder)

    killed = subprocess.run([sys.executable, "-c", KILLED, moment, str(data), str(folder)])
    assert killed.returncode == -signal.SIGKILL
    assert digest(folder) == before
    assert documents(folder) == ["weixian-approval-bureau-2025-performance.txt"]
    build([data], folder)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["kb"]


def test_killed_between_the_two_moves_the_old_one_comes_back(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    build([data / "weixian-approval-bureau-2025-performance.txt"], folder)
    folder.replace(previous(folder))
    restore(folder)
    assert documents(folder) == ["weixian-approval-bureau-2025-performance.txt"]


def test_a_folder_with_other_files_is_never_replaced(data: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_bytes(b"years of work")
    with pytest.raises(OutputRefused) as refused:
        build([data], tmp_path)
    assert str(refused.value) == (
        f"{tmp_path} holds other files; name a new folder, or one with a knowledge base to replace"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_knowledge_base_that_holds_its_sources_is_not_replaced(data: Path, tmp_path: Path) -> None:
    build([data / "weixian-approval-bureau-2025-performance.txt"], tmp_path / "kb")
    inside = shutil.copy(data / "weixian-approval-bureau-2025-performance.txt", tmp_path / "kb" / "in.txt")
    with pytest.raises(OutputRefused) as refused:
        build([Path(inside)], tmp_path / "kb")
    assert str(refused.value) == f"{tmp_path / 'kb'} holds files that are to be read; name a folder outside of them"
    assert Path(inside).exists()


def test_two_builds_at_once_leave_one_whole_knowledge_base(built: Path, data: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kb", "build", str(data), "--out", str(tmp_path / "kb"), "--quiet"]
    builds = [subprocess.Popen(command) for _ in range(2)]
    assert [build.wait() for build in builds] == [0, 0]
    assert digest(tmp_path / "kb") == digest(built)
    assert [path.name for path in tmp_path.iterdir()] == ["kb"]


def test_every_passage_is_evidence_or_structure_or_unread(built: Path) -> None:
    connection = database.connect(built / "kb.db", read_only=True)
    total, known = connection.execute(
        "select count(*), sum(structure is not null or exists (select 1 from evidence e where e.passage_id = p.id))"
        " from passages p"
    ).fetchone()
    unread = connection.execute("select count(*) from unread").fetchone()[0]
    stated = connection.execute("select sum(passages), sum(unread) from documents").fetchone()
    connection.close()
    assert (total, unread) == tuple(stated)
    assert total == known + unread
    assert unread <= 10


def test_every_record_has_evidence(built: Path) -> None:
    connection = database.connect(built / "kb.db", read_only=True)
    tables = ("responsibilities", "projects", "goals", "measures", "funds", "disbursements", "indicators",
              "budget_lines", "procurements", "assets", "statements", "citations")
    without = {
        table: connection.execute(
            f"select count(*) from {table} r where not exists (select 1 from evidence e where e.record_id = r.id)"
        ).fetchone()[0]
        for table in tables
    }
    connection.close()
    assert without == dict.fromkeys(tables, 0)
