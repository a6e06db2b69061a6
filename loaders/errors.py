"""Why a file could not be read: one class for each failure, which builds its own sentence.

Faults of the data are values (a build goes on and lists them); only a wrong call raises anything else.
"""

from __future__ import annotations

from pathlib import PurePath


class LoadError(Exception):
    """A file that cannot be read. `problem` says what is wrong, `advice` what to do next."""

    problem = "cannot be read"
    advice = "open the file in the program that made it and save it again"

    def __init__(self, path: str | PurePath) -> None:
        self.path = str(path)
        super().__init__(f"{self.path}: {self.problem}; {self.advice}")


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


class UnknownFormat(LoadError):
    """A kind of file that no reader is there for."""

    advice = "give text files (.txt) or Markdown (.md)"

    def __init__(self, path: str | PurePath) -> None:
        suffix = PurePath(path).suffix or "without an ending"
        self.problem = f"no reader for files {suffix}"
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


class NoKnownForm(LoadError):
    """A readable file that holds nothing of a budget disclosure."""

    problem = "no budget form was recognised in it"
    advice = "check that it is a budget disclosure; if it is, add its headings or column names to loaders/lexicon.toml"
