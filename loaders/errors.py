"""Why a file could not be read: one class for each failure, which builds its own sentence.

Faults of the data are values (a build goes on and lists them); only a wrong call raises anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath


class LoadError(Exception):
    """A file that cannot be read. `problem` says what is wrong, `advice` what to do next."""

    problem = "cannot be read"
    advice = "open the file in the program that made it and save it again"

    def __init__(self, path: str | PurePath) -> None:
        self.path = str(path)
        super().__init__(self.path)

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}; {self.advice}"

    def __reduce__(self) -> tuple[Callable[..., LoadError], tuple[type[LoadError], dict[str, object]]]:
        """The failure as another process sees it, whatever its sentence was built from."""
        return _same, (type(self), dict(self.__dict__))

    def of(self, path: str | PurePath) -> LoadError:
        """The same failure, told of the file under the name by which people know it."""
        self.path = str(path)
        return self


def _same(kind: type[LoadError], told: dict[str, object]) -> LoadError:
    error = kind.__new__(kind, told.get("path"))
    error.__dict__.update(told)
    return error


class EmptyFile(LoadError):
    """No bytes, or nothing but blanks."""

    problem = "the file is empty"
    advice = "fetch the file again from where it was published"


class UnreadableFile(LoadError):
    """The system does not let the file be opened."""

    problem = "the file cannot be opened"
    advice = "check that it exists and that you may read it"


class BinaryFile(LoadError):
    """Bytes that are no text in any encoding."""

    problem = "the file holds binary data, not text"
    advice = "convert it to a text file, or leave it out"


class UnknownEncoding(LoadError):
    """Text in an encoding that is not read."""

    problem = "the text is neither UTF-8 nor GB18030"
    advice = "save it as UTF-8"


_PACKED = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")


class UnknownFormat(LoadError):
    """A kind of file that no reader is there for."""

    advice = "give Word, Excel, PDF, HTML, CSV or text files"

    def __init__(self, path: str | PurePath) -> None:
        suffix = PurePath(path).suffix or "without an ending"
        self.problem = f"no reader for files {suffix}"
        if suffix.lower() in _PACKED:
            self.advice = "unpack it and give the files that it holds"
        super().__init__(path)


class FileTooLarge(LoadError):
    """A file beyond the limit that keeps one file from taking all memory."""

    advice = "split it into one file for each document"

    def __init__(self, path: str | PurePath, size: int, limit: int) -> None:
        self.problem = f"the file has {size:,} bytes, more than the {limit:,} that are read"
        super().__init__(path)


class SameText(LoadError):
    """Another file says the same, letter by letter: the same document, saved or printed another way."""

    advice = "nothing is lost; remove one of the two files"

    def __init__(self, path: str | PurePath, other: str) -> None:
        self.problem = f"the text is that of {other}, which was read"
        super().__init__(path)


class ReaderStopped(LoadError):
    """A file whose reading ended the process that read it."""

    advice = "open it in the program that made it and save it again; if it stays so, leave it out"

    def __init__(self, path: str | PurePath, code: int | None) -> None:
        self.problem = f"the process that read it ended in the middle (code {code})"
        super().__init__(path)


class ScannedPdf(LoadError):
    """A PDF whose pages are pictures."""

    advice = "recognise its text first (OCR) and give the PDF that has the text"

    def __init__(self, path: str | PurePath, page: int) -> None:
        self.problem = f"page {page} is a picture without text (a scan), and no other page has text"
        super().__init__(path)


class GarbledPdf(LoadError):
    """A PDF whose fonts do not say which characters they show."""

    advice = "recognise its text first (OCR) and give the PDF that has the text"

    def __init__(self, path: str | PurePath, page: int) -> None:
        self.problem = f"the fonts of page {page} do not say which characters they show, and no other page has text"
        super().__init__(path)


class TooManyPages(LoadError):
    """A PDF beyond the number of pages that are read."""

    advice = "split it into one file for each document"

    def __init__(self, path: str | PurePath, pages: int, limit: int) -> None:
        self.problem = f"the PDF has {pages:,} pages, more than the {limit:,} that are read"
        super().__init__(path)


class TooSlowPdf(LoadError):
    """A PDF that takes longer than any disclosure does."""

    advice = "print it to a new PDF and give that"

    def __init__(self, path: str | PurePath, limit: int) -> None:
        self.problem = f"the PDF could not be read in {limit:,} seconds"
        super().__init__(path)


class HarmfulPdf(LoadError):
    """A PDF on which the engine breaks down, or for which it would need more memory than one file is given."""

    problem = "the PDF makes the program that reads it break down, or take more memory than one file is given"
    advice = "print it to a new PDF and give that, or leave it out if you do not trust it"


class NoKnownForm(LoadError):
    """A readable file that holds nothing of a budget disclosure."""

    problem = "no budget form was recognised in it"
    advice = "check that it is a budget disclosure; if it is, add its headings or column names to loaders/lexicon.toml"


class OtherThanNamed(NoKnownForm):
    """A file of another kind than its ending says, and nothing of a budget disclosure: a page that says “not found”."""

    advice = "fetch the file again from where it was published"

    def __init__(self, path: str | PurePath, kind: str) -> None:
        self.problem = f"it is no {PurePath(path).suffix} but .{kind}, and no budget form was recognised in it"
        super().__init__(path)


class BrokenFile(LoadError):
    """A file whose bytes are not what its ending promises, or whose parts are cut off or damaged."""

    problem = "the file is damaged, or is not what its ending says"
    advice = "open it in the program that made it and save it again"


class ProtectedFile(LoadError):
    """A file that only a password opens."""

    problem = "the file is protected by a password"
    advice = "save it without the password"


class ExpandsTooFar(LoadError):
    """A packed file that would take far more room unpacked than any disclosure does."""

    advice = "leave it out, or unpack it yourself if you trust it"

    def __init__(self, path: str | PurePath, limit: int) -> None:
        self.problem = f"the file would unpack to more than the {limit:,} bytes that are read"
        super().__init__(path)


class TooManyParts(LoadError):
    """An archive of more files than are read from one."""

    advice = "unpack it into folders and give these"

    def __init__(self, path: str | PurePath, limit: int) -> None:
        self.problem = f"the archive holds more than the {limit:,} files that are read from one"
        super().__init__(path)


class NestedTooDeep(LoadError):
    """Archives inside archives, more levels than are opened."""

    advice = "unpack the inner ones into a folder and give this"

    def __init__(self, path: str | PurePath, limit: int) -> None:
        self.problem = f"archives stand inside one another more than {limit} deep"
        super().__init__(path)


class DeclaresEntities(LoadError):
    """XML that declares a document type of its own, by which it could grow without end or read other files."""

    problem = "its XML declares a document type of its own, which no Office program writes"
    advice = "leave it out, or open it in an Office program and save it again"


class TooManyCells(LoadError):
    """Tables of more cells than any disclosure prints."""

    advice = "split it into one file for each table"

    def __init__(self, path: str | PurePath, limit: int) -> None:
        self.problem = f"its tables have more than the {limit:,} cells that are read"
        super().__init__(path)


class TooMuchText(LoadError):
    """A text far longer than any disclosure."""

    advice = "split it into one file for each document"

    def __init__(self, path: str | PurePath, limit: int, what: str) -> None:
        self.problem = f"it has more than the {limit:,} {what} that are read"
        super().__init__(path)


class NoConverter(LoadError):
    """A file of an old or other writing program on a machine without a program that reads it."""

    advice = "install LibreOffice, or save the file as .docx"

    def __init__(self, path: str | PurePath, suffix: str, programs: str) -> None:
        self.problem = f"files of this kind ({suffix}) are read by {programs}, which is not installed here"
        super().__init__(path)


class ConversionFailed(LoadError):
    """A program that should have turned the file into one that is read has failed or taken too long."""

    advice = "open the file in the program that made it and save it as .docx"

    def __init__(self, path: str | PurePath, program: str) -> None:
        self.problem = f"{program} could not convert the file"
        super().__init__(path)
