from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.assess.errors import UsageError
from fivefold.assess.mapping import FileOptions
from fivefold.core.sentences import with_remedy
from fivefold.files.errors import FileError
from fivefold.files.recognition import READ
from fivefold.surveys.models import Import

EMPTY = _("This file is empty. Export it again.")
CODEBOOKS = _(
    "The file that holds the questions: a Qualtrics .qsf, a REDCap data dictionary, an XLSForm, "
    "a LimeSurvey .lss."
)
# What people call the formats; the mapping and the command line call them by their keys.
FORMATS = {
    "qualtrics-csv": "Qualtrics (CSV)",
    "redcap-csv": "REDCap (CSV)",
    "limesurvey-csv": "LimeSurvey (CSV, VV)",
    "kobo-csv": "KoboToolbox, ODK (CSV)",
    "kobo-xlsx": "KoboToolbox, ODK (Excel)",
    "surveymonkey-csv": "SurveyMonkey (CSV)",
    "google-forms-csv": "Google Forms (CSV)",
    "csv": _("Plain CSV"),
    "xlsx": "Excel (.xlsx)",
    "spss": "SPSS (.sav, .por)",
    "stata": "Stata (.dta)",
}
# Neither is wrong by itself; the codebook is the one that can be left out.
OF_BOTH = frozenset({"codebook_of_another_survey"})


class BringForm(forms.Form):
    file = forms.FileField(
        label=_("Survey file"),
        help_text=_(
            "As your survey tool exports it: Qualtrics, REDCap, LimeSurvey, KoboToolbox, Google Forms, "
            "SurveyMonkey, SPSS, Stata, Excel or CSV."
        ),
        error_messages={"required": _("Choose the file."), "empty": EMPTY},
    )
    codebook = forms.FileField(
        label=_("Codebook, if you have one"),
        required=False,
        help_text=CODEBOOKS,
        error_messages={"empty": EMPTY},
    )

    def refuse(self, fault: FileError) -> None:
        """The fault with its remedy, at the file that has it."""
        brought = self.cleaned_data.get("codebook")
        at = "codebook" if brought and (fault.file == brought.name or fault.code in OF_BOTH) else "file"
        self.add_error(at, with_remedy(fault.message, fault.remedy))


class RollForm(forms.Form):
    roll = forms.FileField(
        label=_("List of the members"),
        help_text=_(
            "A row for each person who was asked, as CSV or Excel, or OneRoster’s users.csv or its zip, "
            "staff only."
        ),
        error_messages={"required": _("Choose the list."), "empty": EMPTY},
    )

    column = forms.CharField(
        label=_("Column that tells the sides"),
        required=False,
        max_length=200,
        help_text=_("Leave it blank: it is looked for. If another one was taken, write its name here."),
    )

    def refuse(self, fault: FileError | UsageError) -> None:
        at = "column" if isinstance(fault, UsageError) else "roll"
        self.add_error(at, with_remedy(fault.message, fault.remedy))


class OpeningForm(forms.Form):
    """How to open a file, where that was not seen."""

    codebook = forms.FileField(
        label=_("A codebook, or another one"),
        required=False,
        help_text=CODEBOOKS,
        error_messages={"empty": EMPTY},
    )
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
        chosen.choices = [("", _("As recognized")), *((name, FORMATS[name]) for name in READ)]

    @classmethod
    def of(cls, brought: Import) -> "OpeningForm":
        return cls(initial=brought.options)

    def refuse(self, fault: FileError) -> None:
        self.add_error("codebook", with_remedy(fault.message, fault.remedy))

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
        error_messages={"required": _("Say why it is withdrawn.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
