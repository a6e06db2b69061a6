"""What names the rows of a budget table: codes put together from their columns, names, and bodies they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.forms.tables.cells import cell
from loaders.forms.tables.grid import CODE_PARTS, Grid, is_total_name
from loaders.forms.tables.layout import CODED, Half, Kind
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.codes import economic_code, functional_code, split_body, split_code_name
from loaders.values.numerals import numbering
from loaders.values.widths import squeeze
from loaders.values.wording import fold, without_notes

SUBTOTAL = "小计"
PLACE = 2
"""How many characters of its place the name of a unit shares with that of its department at least."""
Coded = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class RowLabel:
    """What a row is about. `unit` is the body that the row belongs to, `None` for the whole department."""

    name: str
    code: str | None = None
    economic_code: str | None = None
    government_economic_code: str | None = None
    unit: str | None = None


@dataclass(slots=True)
class Unit:
    """A body that rows are keyed by, as printed."""

    code: str | None
    name: str
    whole: bool


@dataclass(slots=True)
class RowLabels:
    """Reads the labels of one side, row by row: merged cells and the first parts of codes are carried down."""

    half: Half
    lexicon: Lexicon
    department: str | None
    unit_codes: frozenset[str]
    parts: dict[Kind, list[str]] = field(default_factory=dict)
    main: Coded = (None, None)
    unit: Unit | None = None
    above: str | None = None

    @classmethod
    def of(cls, half: Half, grid: Grid, lexicon: Lexicon, department: str | None) -> RowLabels:
        """The labels of one side of a table."""
        codes = (cell(row, index) for row in grid.body for index in half.of("unit", "code"))
        return cls(half, lexicon, department, frozenset(squeeze(code) for code in codes if code))

    def read(self, row: Passage) -> RowLabel | None:
        """The label of a row; `None` when it prints none."""
        total = self._total(row)
        if total is not None:
            self.main, self.parts = (None, None), {}
            self.unit = self.unit if fold(total) == SUBTOTAL else None
            return RowLabel(total, unit=self._owner())
        names = self._unit_names(row)
        found = {kind: self._coded(kind, row) for kind in CODED if kind in self.half.kinds}
        code = next((code for code, name in found.values() if code and not name), None)
        if code and names and self.half.of("unit", "or_name"):
            return RowLabel(_bare(names[0]), code, unit=self._owner())
        unit = self._unit(row, names)
        if names and unit is None:
            return RowLabel(_bare(names[0]), unit=self._owner())
        label = self._classified(found, own_unit=unit is not None)
        return label if label is not None or unit is None else RowLabel(unit.name, unit=self._owner())

    def _owner(self) -> str | None:
        """The body that the rows belong to, `None` for the whole department."""
        return self.unit.name if self.unit and not self.unit.whole else None

    def _total(self, row: Passage) -> str | None:
        """The name of a total, when it is all that the labels of a row say."""
        first = min(self.half.figures)
        labels = [cell(row, label.index) for label in self.half.labels]
        before = row.cells[max(0, min(label.index for label in self.half.labels) - 1) : first]
        for texts in (labels, before):
            named = [text for text in texts if text and fold(text) and text not in CODE_PARTS]
            if named:
                return named[0].strip("：: ") if all(map(is_total_name, named)) else None
        return None

    def _classified(self, found: dict[Kind, Coded], *, own_unit: bool) -> RowLabel | None:
        kinds = [kind for kind in CODED if kind in found and any(found[kind])]
        if not kinds:
            return None
        main = next(kind for kind in CODED if kind in found)
        if any(found[main]):
            self.main = found[main]
        elif self.main == (None, None):
            main = kinds[0]
            self.main = found[main]
        elif own_unit:
            return None
        code, name = self.main
        codes = {kind: found[kind][0] for kind in ("economic", "government_economic") if kind in found and kind != main}
        if name is None and code is None:
            return None
        return RowLabel(
            name or code or "", code, economic_code=codes.get("economic"),
            government_economic_code=codes.get("government_economic"),
            unit=self._owner(),
        )

    def _coded(self, kind: Kind, row: Passage) -> Coded:
        """Code and name of one classification, split where one cell prints both; numbering and 其中 are dropped."""
        printed = [cell(row, index) for index in self.half.of(kind, "code")]
        code = self._assembled(kind, [squeeze(part) if part and part not in CODE_PARTS else "" for part in printed])
        name = self._name([cell(row, index) for index in self.half.of(kind, "name")])
        if code and not code.isdigit():
            code, behind = split_code_name(next(part for part in printed if part))
            name = name or (behind if fold(behind) else None)
        if name is None:
            return code if code and _is_class(code) else None, None
        split, bare = split_code_name(name)
        if split is not None and (code is not None or not _is_class(split)):
            split, bare = None, name
        code = code if code is None or _is_class(code) else None
        return code or split, bare if code or split else _bare(bare)

    def _assembled(self, kind: Kind, parts: Sequence[str]) -> str | None:
        """A code of one to three columns. A row that prints only its last parts takes the first ones from above."""
        printed = [part if fold(part) else "" for part in parts]
        if not any(printed):
            return None
        if len(printed) == 1 or not "".join(printed).isdigit():
            return "".join(printed)
        last = max(index for index, part in enumerate(printed) if part)
        before = self.parts.get(kind, [])
        full = [part or (before[i] if i < len(before) else "") for i, part in enumerate(printed[: last + 1])]
        if not full[0]:
            return None
        code = ""
        for part in full:
            code = part if part.startswith(code) and len(part) > 2 else code + part.zfill(2)
        self.parts[kind] = full
        return code

    def _name(self, texts: Sequence[str | None]) -> str | None:
        """The name in the last of its columns; a subtotal is named by what stands before or above it."""
        printed = [text for text in texts if text and fold(text)]
        self.above = (texts[0] if texts else None) or self.above
        if len(texts) > 1 and printed and is_total_name(printed[-1]):
            return self.above or printed[-1]
        return printed[-1] if printed else None

    def _unit_names(self, row: Passage) -> list[str]:
        columns = self.half.of("unit", "name") + self.half.of("unit", "or_name")
        return [text for index in columns if (text := cell(row, index)) and fold(text)]

    def _unit(self, row: Passage, names: Sequence[str]) -> Unit | None:
        """The body that a row names. A name without a code beside coded bodies is something of the body above, and so
        is one that does not end as names of bodies do, in a column that may name either."""
        codes = [text for index in self.half.of("unit", "code") if (text := cell(row, index)) and fold(text)]
        uncoded = bool(self.half.of("unit", "code")) and not codes
        either = bool(self.half.of("unit", "or_name")) and not (codes or is_body_name(names[0] if names else "", self))
        if not names or uncoded or either:
            return None
        code, name = (squeeze(codes[0]), names[0]) if codes else split_body(names[0])
        whole = code is not None and any(other != code and other.startswith(code) for other in self.unit_codes)
        self.unit = Unit(code, name, whole)
        self.main, self.parts = (None, None), {}
        return self.unit


def _bare(name: str) -> str:
    """A name without the number in front of it and without 其中.

    >>> _bare("其中：（一）因公出国（境）支出"), _bare("2、外交支出"), _bare("其中：防汛")
    ('因公出国（境）支出', '外交支出', '防汛')
    """
    rest = numbering(name)[1].removeprefix("其中").lstrip("：: ")
    return numbering(rest)[1] or rest or name


def _is_class(code: str) -> bool:
    return functional_code(code) is not None or economic_code(code) is not None


def is_body_name(text: str, labels: RowLabels) -> bool:
    """Whether a name is that of a body: the department's own, or one that begins as it does and ends as bodies do."""
    name, department = without_notes(text), labels.department or ""
    related = name[:PLACE] == department[:PLACE] and name.endswith(labels.lexicon.body_suffixes)
    return bool(department) and (name == department or related)
