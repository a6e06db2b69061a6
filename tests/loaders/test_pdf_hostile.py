"""PDFs that are damaged, locked, scanned or made to do harm: refused with one sentence, or read as far as they go."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from made_pdfs import ROWS, WIDTHS, make, picture, read, rule, table, text, texts
from reportlab.pdfgen.canvas import Canvas

from loaders import load
from loaders.errors import EmptyFile, LoadError
from loaders.formats.pdf import worker

DAMAGED = (
    "the file is damaged, or is not what its ending says; open it in the program that made it and save it again"
)
EMPTY = "the file is empty; fetch the file again from where it was published"
HARMFUL = (
    "the PDF makes the program that reads it break down, or take more memory than one file is given; "
    "print it to a new PDF and give that, or leave it out if you do not trust it"
)


def sentence(path: Path) -> str:
    """Why a file is refused."""
    with pytest.raises(LoadError) as caught:
        read(path)
    return str(caught.value).removeprefix(f"{path}: ")


def outcome(path: Path) -> list[str] | str:
    """The headings and paragraphs of a file, or why it is refused."""
    try:
        return texts(read(path))
    except LoadError as error:
        return str(error).removeprefix(f"{path}: ")


def stream(content: str, entries: str = "") -> str:
    """An object that holds a stream."""
    return f"<<{entries}/Length {len(content)}>>\nstream\n{content}\nendstream"


def written(folder: Path, *objects: str) -> Path:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    parts, places = ["%PDF-1.7\n"], []
    for number, entry in enumerate(objects, start=1):
        places.append(sum(map(len, parts)))
        parts.append(f"{number} 0 obj\n{entry}\nendobj\n")
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    start = sum(map(len, parts))
    size = len(objects) + 1
    parts.append(f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<</Size {size}/Root 1 0 R>>\n")
    path = folder / "made.pdf"
    path.write_bytes("".join([*parts, f"startxref\n{start}\n%%EOF\n"]).encode("latin-1"))
    return path


def test_files_that_open_without_a_password_are_read(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", [lambda canvas: text(canvas, 60, 100, "公开的文字。")], key="")
    assert texts(read(path)) == ["公开的文字。"]


def test_refused_files_say_why(tmp_path: Path) -> None:
    locked = make(tmp_path / "locked.pdf", [lambda canvas: text(canvas, 60, 100, "文字")], key="secret")
    scanned = make(tmp_path / "scanned.pdf", [lambda canvas: None, picture])
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    sentences = {}
    for path in (locked, scanned, broken):
        with pytest.raises(LoadError) as caught:
            read(path)
        sentences[path.name] = str(caught.value).removeprefix(f"{path}: ")
    assert sentences == {
        "locked.pdf": "the file is protected by a password; save it without the password",
        "scanned.pdf": "page 2 is a picture without text (a scan), and no other page has text; "
        "recognise its text first (OCR) and give the PDF that has the text",
        "broken.pdf": "the file is damaged, or is not what its ending says; "
        "open it in the program that made it and save it again",
    }
    with pytest.raises(EmptyFile):
        read(make(tmp_path / "empty.pdf", [lambda canvas: None]))


def test_one_scanned_page_among_pages_of_text_does_not_hide_the_text(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", [picture, lambda canvas: text(canvas, 60, 100, "正文的文字。")])
    document = read(path)
    assert (texts(document), document.pictures) == (["正文的文字。"], (1,))


def test_a_file_of_too_many_pages_is_refused_before_any_is_read(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", [lambda canvas: None] * 5000)
    assert sentence(path) == "the PDF has 5,000 pages, more than the 3,000 that are read; " \
        "split it into one file for each document"


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("while True: pass", "the PDF could not be read in 1 seconds; print it to a new PDF and give that"),
        ("import os; input(); os._exit(139)", HARMFUL),
        ("input(); bytearray(10**15)", HARMFUL),
        ("pass", HARMFUL),
    ],
)
def test_a_reader_that_hangs_or_breaks_down_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, expected: str
) -> None:
    path = make(tmp_path / "a.pdf", [lambda canvas: text(canvas, 60, 100, "文字。")])
    reader = worker.Worker()
    with monkeypatch.context() as broken:
        broken.setattr(worker, "COMMAND", (sys.executable, "-c", program))
        broken.setattr(worker, "TIME_LIMIT", 1.0)
        with pytest.raises(LoadError) as caught:
            reader.read(path, bool)
    assert str(caught.value) == f"{path}: {expected}"
    assert texts(reader.read(path, bool)) == ["文字。"]
    reader.close()


def test_the_process_that_reads_is_replaced_after_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "a.pdf", [lambda canvas: text(canvas, 60, 100, "文字。")])
    monkeypatch.setattr(worker, "MOST_FILES", 2)
    reader = worker.Worker()
    processes = []
    for _ in range(4):
        assert texts(reader.read(path, bool)) == ["文字。"]
        processes.append(reader._process)
    reader.close()
    assert [processes.index(process) for process in processes] == [0, 0, 2, 2]


def test_a_page_of_countless_lines_is_read_without_them(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for place in range(3000):
            rule(canvas, 0, 1 + place / 4, 590, 1 + place / 4)
            rule(canvas, 1 + place / 6, 0, 1 + place / 6, 800)
        text(canvas, 60, 820, "文字。")

    assert texts(read(make(tmp_path / "a.pdf", [draw]))) == ["文字。"]


def test_a_file_cut_off_anywhere_is_read_or_refused(tmp_path: Path) -> None:
    content = make(tmp_path / "a.pdf", [lambda canvas: table(canvas, ROWS, WIDTHS)]).read_bytes()
    printed = {cell for row in ROWS for cell in row}
    path = tmp_path / "cut.pdf"
    refused = 0
    for size in range(1, len(content), len(content) // 40):
        path.write_bytes(content[:size])
        try:
            cells = {cell for passage in read(path).passages for cell in passage.cells}
        except LoadError:
            refused += 1
        else:
            assert cells <= printed
    assert refused


def test_a_page_tree_that_bites_its_tail(tmp_path: Path) -> None:
    loop = "<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]/Parent 2 0 R>>"
    path = written(tmp_path, "<</Type/Catalog/Pages 2 0 R>>", loop, "<</Type/Page/Parent 2 0 R>>")
    assert sentence(path) in (DAMAGED, EMPTY)


def test_a_cross_reference_table_that_names_itself_as_the_one_before(tmp_path: Path) -> None:
    content = make(tmp_path / "a.pdf", [lambda canvas: text(canvas, 60, 100, "文字。")]).read_bytes()
    start = content.rindex(b"startxref")
    place = content[start:].split()[1]
    path = tmp_path / "b.pdf"
    path.write_bytes(content.replace(b"/Root", b"/Prev " + place + b" /Root", 1))
    assert outcome(path) in (["文字。"], DAMAGED)


def test_zeros_for_the_second_half_of_a_file(tmp_path: Path) -> None:
    content = make(tmp_path / "a.pdf", [lambda canvas: table(canvas, ROWS, WIDTHS)] * 20).read_bytes()
    path = tmp_path / "b.pdf"
    path.write_bytes(content[: len(content) // 2] + bytes(len(content) // 2))
    assert outcome(path) in ([], DAMAGED, EMPTY)
    path.write_bytes(bytes(100_000))
    assert sentence(path) in (DAMAGED, EMPTY)


def test_pages_of_no_size_and_of_any_size(tmp_path: Path) -> None:
    for box in ("0 0 0 0", "0 0 1e30 1e30", "-9e9 -9e9 9e9 9e9", "0 0 nan inf", "600 800 0 0"):
        path = written(
            tmp_path, "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            stream("BT /F 12 Tf 50 50 Td (budget) Tj ET"), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        )
        assert outcome(path) in (["budget"], EMPTY, DAMAGED)


def test_forms_inside_forms_and_a_form_inside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {} 0 R>>/Font<</F 5 0 R>>>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>"
    begin = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream("/X Do")]
    begin.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    last = stream("BT /F 12 Tf 50 50 Td (deep) Tj ET", form.format(6))
    nested = [stream("/X Do", form.format(number)) for number in range(7, 107)]
    assert outcome(written(tmp_path, *begin, *nested, last)) in (["deep"], EMPTY)
    assert outcome(written(tmp_path, *begin, stream("/X Do", form.format(6)))) == EMPTY
    doubling = [stream("/X Do /X Do", form.format(number)) for number in range(7, 107)]
    monkeypatch.setattr(worker, "TIME_LIMIT", 2.0)
    assert outcome(written(tmp_path, *begin, *doubling, last)) in (
        HARMFUL, "the PDF could not be read in 2 seconds; print it to a new PDF and give that"
    )


def test_a_content_stream_of_a_million_operators(tmp_path: Path) -> None:
    path = written(
        tmp_path, "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream("0 0 m 9 9 l S " * 330_000 + "BT /F 12 Tf 50 50 Td (end) Tj ET"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    assert outcome(path) == ["end"]


def test_fonts_that_do_not_say_which_characters_they_show(tmp_path: Path) -> None:
    codes = "".join(f"{code:04x}" for code in (17, 18, 19, 20, 21, 22, 0x1234, 0x1235, 0x1236, 0x1237, 0x1238))
    path = written(
        tmp_path, "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream(f"BT /F 12 Tf 50 50 Td <{codes}> Tj ET"),
        "<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Song/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Song/FontDescriptor 7 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        "<</Type/FontDescriptor/FontName/AAAAAA+Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800"
        "/Descent -200/CapHeight 700/StemV 80>>",
    )
    assert sentence(path) == (
        "the fonts of page 1 do not say which characters they show, and no other page has text; "
        "recognise its text first (OCR) and give the PDF that has the text"
    )


def test_a_scanned_page_among_others_is_a_finding(tmp_path: Path) -> None:
    def budget(canvas: Canvas) -> None:
        text(canvas, 60, 60, "2026年部门预算支出总表")
        table(canvas, ROWS, WIDTHS)

    loaded = load(make(tmp_path / "a.pdf", [budget, picture, budget]))
    assert [(fault.rule, fault.message) for fault in loaded.faults if fault.rule == "read.page"] == [
        ("read.page", "page 2 is a picture without text (a scan); its text was not read; recognise it first (OCR)"),
    ]
