"""A report as a Word document: headings, tables with header rows, pictures with what they say."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fivefold.core.charts import Chart, ChartTable
from fivefold.health.lines import SayLine, ScaleLines
from fivefold.reports.exporters.pictures import alternative, png
from fivefold.reports.report import DimensionPart, Fact, Report

if TYPE_CHECKING:
    from docx.document import Document

LANGUAGES = {"en": "en-US", "es": "es-US"}
INCH = 96
MARK_WIDTH, CHART_WIDTH = 3.4, 6.4


def word(report: Report) -> bytes:
    writer = _Writer(report)
    writer.opening()
    writer.strands()
    writer.closing()
    if report.is_full:
        writer.sides()
        writer.table(report.table)
        for one in report.dimensions:
            writer.dimension(one)
        writer.methods()
    writer.facts(report.facts)
    written = io.BytesIO()
    writer.document.save(written)
    return written.getvalue()


class _Writer:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.document = _document(report)

    def write(self, text: str, style: str | None = None) -> None:
        if text:
            self.document.add_paragraph(text, style)

    def heading(self, text: str, level: int = 1) -> None:
        self.document.add_heading(text, level)

    def opening(self) -> None:
        report, opening = self.report, self.report.opening
        self.document.add_paragraph(report.title, "Title")
        self.write(", ".join(filter(None, [report.subject.partnership, report.subject.between])))
        self.write(", ".join(filter(None, [report.subject.title, report.subject.dates])))
        self.write(report.subject.place)
        self.write(report.subject.standing, "Intense Quote")
        self.write(opening.in_brief)
        self.write(report.scope)
        for label, said in (
            (_("Holding"), opening.holding),
            (_("Not there yet"), opening.gap),
            (_("Talk about this"), opening.talk),
        ):
            self.heading(label, 2)
            self.write(said.plainly)
            self.write(said.figures)

    def strands(self) -> None:
        """What members say, dimension by dimension; what is still to come is said once."""
        self.heading(_("What members say"))
        for row in self.report.rows:
            self.heading(f"{row.link.number}. {row.link.name}", 2)
            if not row.scales:
                self.write(_withheld() if row.asked else _("Not asked in this round."))
            for scale in row.scales:
                self.scale(scale, titled=len(row.scales) > 1)
                self.write(scale.moved)
        for other in self.report.other_scales:
            self.heading(other.title, 2)
            self.scale(other, titled=False)
        self.record()
        self.heading(_("What partners judge"))
        self.write(_("Not talked about yet."))
        self.write(
            " ".join(
                filter(
                    None,
                    [
                        self.report.why_counts_differ,
                        _("The three columns are never averaged into one score."),
                        self.report.pilot_note,
                    ],
                )
            )
        )

    def record(self) -> None:
        """Dimension by dimension, where something was counted, and how it stands to what members say."""
        self.heading(_("What the record shows"))
        self.write(_("Counted from what was entered here"))
        self.write(self.report.window)
        rows = [row for row in self.report.rows if row.record]
        if not rows:
            self.write(_("Nothing is counted here yet."))
        for row in rows:
            self.heading(f"{row.link.number}. {row.link.name}", 2)
            for line in row.record:
                if line.mark:
                    self.picture(line.mark, MARK_WIDTH)
                self.write(" ".join(filter(None, [line.sentence, line.too_early])))
                self.write(line.note)
            self.write(f"{row.agreement} {row.because}".strip())

    def scale(self, scale: ScaleLines, *, titled: bool) -> None:
        if titled:
            self.write(scale.title)
        self.line(scale.line)
        self.write(scale.caution)

    def line(self, line: SayLine) -> None:
        if line.withheld:
            self.write(_withheld())
            return
        if line.mark:
            self.picture(line.mark, MARK_WIDTH)
        paragraph = self.document.add_paragraph()
        if line.words:
            paragraph.add_run(line.words).bold = True
        paragraph.add_run(" ".join(["", *filter(None, [line.interval, line.conditions])]))

    def picture(self, svg: str, width: float) -> None:
        from docx.shared import Inches

        drawn, pixels = png(svg, int(width * INCH))
        shape = self.document.add_picture(io.BytesIO(drawn), width=Inches(pixels / INCH))
        described = shape._inline.docPr
        described.set("descr", alternative(svg))
        described.set("title", self.report.title)

    def table(self, table: ChartTable) -> None:
        self.document.add_paragraph(table.caption, "Caption")
        made = self.document.add_table(rows=1, cols=len(table.columns), style="Light Grid")
        _fill(made.rows[0], table.columns)
        _repeat_as_header(made.rows[0])
        for row in table.rows:
            _fill(made.add_row(), row)

    def closing(self) -> None:
        report = self.report
        if report.changes:
            since = report.subject.card.compared_with
            self.heading(_("What changed since %(round)s") % {"round": since})
            for one in report.changes:
                self.write(f"{one.name}. {one.value}", "List Bullet")
            self.write(report.over_all_rounds)
        else:
            self.heading(_("What changed"))
            self.write(report.why_no_change)
        if report.question:
            self.heading(_("A question for the next meeting"))
            self.write(report.question)
            self.write(report.question_statement)
            self.write(report.question_because)

    def sides(self) -> None:
        self.heading(_("The two sides"))
        if self.report.why_no_sides:
            self.write(self.report.why_no_sides)
            return
        for row in self.report.rows:
            for scale in row.scales:
                self.heading(scale.title if len(row.scales) > 1 else row.link.name, 2)
                if scale.difference_mark:
                    self.picture(scale.difference_mark, MARK_WIDTH)
                self.write(scale.difference)
                self.write(scale.caution)
                for side in scale.sides:
                    self.heading(side.name, 3)
                    self.line(side.line)

    def dimension(self, one: DimensionPart) -> None:
        self.heading(f"{one.number}. {one.name}")
        self.write(one.asks)
        self.write(one.lead if one.asked else _("Not asked in this round."))
        if one.asked and not one.scales:
            self.write(_withheld())
        for scale in one.scales:
            self.heading(scale.title, 2)
            self.line(scale.lines.line)
            for text in (scale.lines.caution, scale.reliability, scale.cannot_tell, scale.stem):
                self.write(text)
            self.table(scale.table)
            for chart in scale.charts:
                self.chart(chart)

    def chart(self, chart: Chart) -> None:
        self.heading(chart.title, 3)
        for text in (*chart.stated, chart.subtitle):
            self.write(text)
        self.picture(chart.svg, CHART_WIDTH)
        self.write(chart.conditions)
        self.table(chart.table)

    def methods(self) -> None:
        self.heading(_("How each number is made"))
        for text in self.report.methods:
            self.write(text)

    def facts(self, facts: Sequence[Fact]) -> None:
        self.heading(_("What these numbers are true of"))
        for one in facts:
            paragraph = self.document.add_paragraph()
            paragraph.add_run(f"{one.name}: ").bold = True
            paragraph.add_run(one.value)


def _withheld() -> str:
    return _("Not shown, to protect small groups")


def _document(report: Report) -> "Document":
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Inches

    document = Document()
    about = document.core_properties
    about.title, about.language = report.heading, LANGUAGES.get(report.language, report.language)
    about.author, about.comments = f"Fivefold {report.subject.program}", report.foot
    normal = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if normal is not None:
        normal.set(qn("w:val"), about.language)
    for section in document.sections:
        section.left_margin = section.right_margin = Inches(0.9)
        section.footer.paragraphs[0].text = report.foot
    return document


def _fill(row: Any, cells: Sequence[str]) -> None:
    for place, text in zip(row.cells, cells, strict=True):
        place.text = str(text)


def _repeat_as_header(row: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
