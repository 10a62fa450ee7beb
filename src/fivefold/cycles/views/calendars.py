"""The district's calendar: a file is read, a person chooses from it, and what they chose is entered."""

from collections.abc import Sequence
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fivefold.cycles import actions, queries
from fivefold.cycles.forms import CalendarForm, ChosenDaysForm
from fivefold.cycles.importers.calendars import (
    MOST_GROUPS,
    Group,
    chosen_days,
    groups_of,
    not_again,
    packed,
    unpacked,
)
from fivefold.cycles.offering import OfferedDays, offered_days
from fivefold.cycles.views.saving import save_knowingly
from fivefold.files.calendars.calendar import CalendarFile
from fivefold.files.calendars.opening import read_calendars
from fivefold.files.errors import FileError
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission

CHOOSE = "cycles/choose_days.html"


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.YEAR_WRITE, section="year")
def year_bring_calendar(request: PartnershipRequest) -> HttpResponse:
    tried = request.method == "POST"
    form = CalendarForm(request.POST, request.FILES) if tried else CalendarForm()
    if tried and form.is_valid():
        try:
            upload = cast(TemporaryUploadedFile, form.cleaned_data["calendar"])
            return _choose(request, upload.name or "", _read(request, upload))
        except FileError as fault:
            form.refuse(fault)
    return render(request, "cycles/bring_calendar.html", {"form": form})


def _read(request: PartnershipRequest, upload: TemporaryUploadedFile) -> CalendarFile:
    first, last = queries.days_worth_reading(request.place.partnership)
    return read_calendars(upload.temporary_file_path(), first=first, last=last, zone=settings.TIME_ZONE)


def _choose(request: PartnershipRequest, name: str, read: CalendarFile) -> HttpResponse:
    groups = not_again(groups_of(read), queries.black_outs_of(request.place.partnership))
    page = {
        **_page(request, name, groups[:MOST_GROUPS], ChosenDaysForm(groups=groups)),
        "remarks": read.notices,
        "more": max(0, len(groups) - MOST_GROUPS),
    }
    return render(request, CHOOSE, page)


def _page(
    request: PartnershipRequest, name: str, groups: Sequence[Group], form: ChosenDaysForm
) -> dict[str, object]:
    offered: list[OfferedDays] = offered_days(groups, form, request.place.partnership)
    return {
        "file": name,
        "offered": [one for one in offered if one.is_proposed],
        "others": [one for one in offered if not one.is_proposed],
        "read": packed(name, groups),
        "form": form,
    }


@require_POST
@partnership_page(Permission.YEAR_WRITE, section="year")
def year_choose_days(request: PartnershipRequest) -> HttpResponse:
    partnership = request.place.partnership
    try:
        name, groups = unpacked(request.POST.get("read", ""))
    except signing.BadSignature:
        raise Http404 from None
    form = ChosenDaysForm(request.POST, groups=groups)

    def save(accepted: frozenset[str]) -> str:
        days = chosen_days(groups, form.cleaned_data)
        new = actions.bring_calendar(days, partnership, source=name, by=request.user, accepted=accepted)
        messages.success(request, _said(new, len(days)))
        return reverse("year_days", args=[partnership.public_id])

    answer = save_knowingly(
        request,
        form,
        template=CHOOSE,
        page=_page(request, name, groups, form),
        conflicts=lambda: actions.conflicts_of_calendar(chosen_days(groups, form.cleaned_data), partnership),
        save=save,
    )
    return redirect(answer) if isinstance(answer, str) else answer


def _said(new: int, chosen: int) -> str:
    if not chosen:
        return _("Nothing was chosen, so nothing is entered.")
    if not new:
        return _("All of these days were entered already.")
    sentence = ngettext(
        "Entered: %(number)s span of days without research.",
        "Entered: %(number)s spans of days without research.",
        new,
    )
    return sentence % {"number": new}
