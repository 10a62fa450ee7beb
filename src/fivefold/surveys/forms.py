from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.assess.mapping import FileOptions
from fivefold.core.sentences import in_language
from fivefold.files.errors import FileError
from fivefold.files.recognition import READ
from fivefold.surveys.models import Import


def said(fault: FileError) -> str:
    """What is wrong and what to do, in the reader's language."""
    return f"{in_language(fault.message)} {in_language(fault.remedy)}"


class BringForm(forms.Form):
    file = forms.FileField(
        label=_("Survey file"),
        help_text=_(
            "As your survey tool exports it: Qualtrics, REDCap, LimeSurvey, KoboToolbox, Google Forms, "
            "SurveyMonkey, SPSS, Stata, Excel or CSV."
        ),
    )
    codebook = forms.FileField(
        label=_("Codebook, if you have one"),
        required=False,
        help_text=_(
            "The file that holds the questions: a Qualtrics .qsf, a REDCap data dictionary, an XLSForm, "
            "a LimeSurvey .lss."
        ),
    )

    def refuse(self, fault: FileError) -> None:
        """The fault with its remedy, at the file that has it."""
        of_codebook = fault.code in {"codebook_of_another_survey", "not_a_codebook"}
        codebook = self.cleaned_data.get("codebook")
        if codebook and fault.file == codebook.name != self.cleaned_data["file"].name:
            of_codebook = True
        self.add_error("codebook" if of_codebook else "file", said(fault))


class RollForm(forms.Form):
    roll = forms.FileField(
        label=_("List of the members"),
        help_text=_(
            "A row for each person who was asked, as CSV or Excel, or OneRoster’s users.csv or its zip, "
            "staff only."
        ),
    )

    def refuse(self, fault: FileError) -> None:
        self.add_error("roll", said(fault))


class OpeningForm(forms.Form):
    """How to open a file, where that was not seen."""

    format = forms.ChoiceField(label=_("Format"), required=False)
    sheet = forms.CharField(label=_("Sheet of the workbook"), required=False, max_length=100)
    header_rows = forms.IntegerField(
        label=_("Rows that name the columns"), required=False, min_value=1, max_value=20
    )
    encoding = forms.CharField(label=_("Encoding of its letters"), required=False, max_length=40)
    delimiter = forms.ChoiceField(
        label=_("Sign between the cells"),
        required=False,
        choices=[
            ("", _("As recognized")),
            (",", _("Comma")),
            (";", _("Semicolon")),
            ("\t", _("Tab")),
            ("|", _("Bar")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["format"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared so above
        chosen.choices = [("", _("As recognized")), *((name, name) for name in READ)]

    @classmethod
    def of(cls, brought: Import) -> "OpeningForm":
        return cls(initial=brought.options)

    @property
    def options(self) -> FileOptions:
        said = self.cleaned_data
        return FileOptions(
            format=said["format"] or None,
            sheet=said["sheet"].strip() or None,
            header_rows=said["header_rows"],
            encoding=said["encoding"].strip() or None,
            delimiter=said["delimiter"] or None,
        )


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=300,
        help_text=_("Whoever has seen the figures will read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
