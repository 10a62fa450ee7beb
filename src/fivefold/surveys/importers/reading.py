"""A file read, parted and matched: everything about it that waits for a person."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

from fivefold.assess import frameworks
from fivefold.assess.errors import ProposalError
from fivefold.assess.mapping import FileOptions, Mapping
from fivefold.assess.proposal.organizations import Organizations
from fivefold.assess.proposal.proposal import propose
from fivefold.files import packed, recognition, text
from fivefold.files.dates import answered_between
from fivefold.files.errors import FileError
from fivefold.files.reading import open_table
from fivefold.files.sentences import say
from fivefold.files.table import Notice, Table
from fivefold.surveys.importers.keeping import LeftOut, parted
from fivefold.surveys.importers.marks import mark_of_shape

# Reading these takes a moment; the worker reads what is larger.
READ_AT_ONCE = 1_000_000


# Enough to name the columns and to show some hundred answers.
LINES_LOOKED_AT = 400
# Lines that one cell may be written over.
MOST_CUTS = 40
# A page on which a person matches them holds no more; the largest surveys of a partnership have half as many.
MOST_SCALES = 50
OTHERS_LEFT_OUT = Notice(
    "many_scales",
    say(
        "More than {most} groups of columns look like scales. Those after the first {most} are left out "
        "until you choose them.",
        most=MOST_SCALES,
    ),
)


@dataclass(frozen=True)
class Reading:
    content: bytes
    left_out: list[LeftOut]
    mapping: Mapping
    shape: str
    days: tuple[date, date] | None


@dataclass(frozen=True)
class Source:
    """A file and its codebook where they lie, and how the person called the file."""

    path: Path
    name: str
    codebook: Path | None = None
    codebook_name: str = ""
    options: FileOptions = field(default_factory=FileOptions)

    def look(self) -> None:
        """Refuse by its beginning what must not be kept, without reading all of a large text."""
        try:
            is_text = recognition.kind(self.path) == "text"
            script = text.script_of(self.path, self.options.encoding) if is_text else None
        except FileError as fault:
            fault.file = self.name
            raise
        if script is None:
            self.open()
            return
        lines = list(islice(text.lines_of(self.path, script), LINES_LOOKED_AT))
        for _cut in range(MOST_CUTS):
            if self._is_whole(lines):
                return
            lines.pop()

    def look_at_codebook(self) -> None:
        """Refuse students' records that are given as the codebook. What is no table is left to its reader."""
        if self.codebook is None:
            return
        try:
            Source(self.codebook, self.codebook_name).look()
        except FileError as fault:
            if fault.code == "too_slow":
                raise  # its reader would wait as long again
            if fault.code == "pupil_records":
                fault.message = say(
                    "In the codebook “{name}”: {said}", name=self.codebook_name, said=fault.message
                )
                raise

    def _is_whole(self, lines: list[str]) -> bool:
        """Whether these lines can be read by themselves; the last may be half a row."""
        # Beside the file itself, so that what a crash leaves of it goes as that does.
        with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=self.path.parent) as beginning:
            beginning.writelines(lines)
            beginning.flush()
            options = replace(self.options, encoding="utf-8")
            try:
                replace(self, path=Path(beginning.name), options=options).open()
            except FileError as fault:
                if fault.code == "unterminated_quote" and len(lines) > 1:
                    return False
                if fault.code != "no_rows":
                    raise
        return True

    def open(self) -> Table:
        options = self.options
        try:
            table = open_table(
                self.path,
                format=options.format,
                sheet=options.sheet,
                header_rows=options.header_rows,
                encoding=options.encoding,
                delimiter=options.delimiter,
                codebook=self.codebook,
            )
        except FileError as fault:
            # Both lie here under names that tell nothing.
            at_codebook = self.codebook is not None and fault.file == self.codebook.name
            fault.file = self.codebook_name if at_codebook else self.name
            raise
        return replace(table, file=self.name)


def read(source: Source, organizations: Organizations, *, framework_key: str = frameworks.DEFAULT) -> Reading:
    """Raises `FileError` where the file cannot be read or must not be kept."""
    table = source.open()
    kept, left_out = parted(table)
    try:
        mapping = propose(table, frameworks.load(framework_key), organizations).mapping
    except ProposalError as fault:
        if fault.code != "no_scales_found":
            raise
        # A person who knows the survey puts its columns together.
        mapping = Mapping(scales=(), options=replace(source.options, format=table.format, sheet=table.sheet))
    if len(mapping.scales) > MOST_SCALES:
        mapping = replace(mapping, scales=mapping.scales[:MOST_SCALES])
        kept = replace(kept, warnings=(*kept.warnings, OTHERS_LEFT_OUT))
    return Reading(
        content=packed.pack(kept),
        left_out=left_out,
        mapping=mapping,
        shape=mark_of_shape(table),
        days=answered_between(table),
    )
