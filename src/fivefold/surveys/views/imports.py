from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import cast

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.assess.errors import UsageError
from fivefold.core.rules import RuleError
from fivefold.core.sentences import in_language
from fivefold.files.errors import FileError
from fivefold.partnerships.models import Space
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission, require
from fivefold.surveys import queries
from fivefold.surveys.actions import imports as actions
from fivefold.surveys.exporters import mapping_of_import
from fivefold.surveys.forms import BringForm, OpeningForm, RollForm
from fivefold.surveys.importers.checking import check
from fivefold.surveys.importers.members import counted, group_lines, read_roll
from fivefold.surveys.importers.opened import match_page
from fivefold.surveys.importers.page import MatchPage
from fivefold.surveys.importers.sides import side_choices
from fivefold.surveys.models import Import
from fivefold.surveys.states import ImportState

MAY = Permission.SURVEYS_RECORD
View = Callable[[PartnershipRequest, str], HttpResponse]


def _own_space(request: PartnershipRequest) -> Space:
    """Everything here lies in the private space of the person's side, and its page says so."""
    require(Permission.PRIVATE_VIEW, request.place.membership)
    space = request.place.private_space
    request.place.in_space(space)
    return space


def _or_why_not(view: View) -> View:
    """Of two presses at once the second is refused in words: the first has ended the import, or begun to."""

    @wraps(view)
    def page(request: PartnershipRequest, import_id: str) -> HttpResponse:
        try:
            return view(request, import_id)
        except RuleError as refusal:
            messages.warning(request, str(refusal))
            return redirect("imports", request.place.partnership.public_id)

    return page


def _import(request: PartnershipRequest, import_id: str) -> Import:
    return queries.get_import(_own_space(request), import_id)


@require_safe
@partnership_page(MAY, section="imports")
def imports(request: PartnershipRequest) -> HttpResponse:
    found = list(queries.imports_in(_own_space(request)))
    lists = {"under_way": [one for one in found if one.is_open], "ended": [one for one in found if one.round]}
    return render(request, "surveys/imports.html", lists)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(MAY, section="imports")
def bring(request: PartnershipRequest) -> HttpResponse:
    _own_space(request)
    tried = request.method == "POST"
    form = BringForm(request.POST, request.FILES) if tried else BringForm()
    if tried and form.is_valid():
        try:
            brought = actions.bring_file(
                partnership=request.place.partnership,
                upload=cast(TemporaryUploadedFile, form.cleaned_data["file"]),
                codebook=form.cleaned_data["codebook"],
                by=request.user,
            )
        except FileError as fault:
            form.refuse(fault)
        else:
            return redirect(brought)
    return render(request, "surveys/bring.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(MAY, section="imports")
@_or_why_not
def import_(request: PartnershipRequest, import_id: str) -> HttpResponse:
    brought = _import(request, import_id)
    if brought.state == ImportState.IMPORTED and brought.round:
        return redirect("card_of_round", request.place.partnership.public_id, brought.round.public_id)
    if brought.is_worked_on and brought.job:
        return redirect(brought.job)
    if brought.state != ImportState.MATCHING:
        return _not_read(request, brought)
    if request.method == "POST":
        return _matched(request, brought)
    return _match(request, brought, match_page(brought, whole="all" in request.GET))


def _matched(request: PartnershipRequest, brought: Import) -> HttpResponse:
    """Keep what was said, and go where the button that was pressed leads."""
    brought = actions.save_matches(brought, request.POST.dict())
    address = (request.place.partnership.public_id, brought.public_id)
    if "count" in request.POST:
        return redirect("import_members", *address)
    if "check" not in request.POST:
        messages.success(request, _("Saved. Nothing is imported yet."))
        return redirect(f"{brought.get_absolute_url()}{'?all' if 'all' in request.GET else ''}")
    page = match_page(brought, whole="all" in request.GET)
    if not page.faults:
        return redirect("import_check", *address)
    return _match(request, brought, page, tried=True)


def _match(
    request: PartnershipRequest, brought: Import, page: MatchPage, *, tried: bool = False
) -> HttpResponse:
    shown = {
        "page": page,
        "import": brought,
        "tried": tried,
        "same_file": queries.same_file(brought),
        "opening": OpeningForm.of(brought),
    }
    return render(request, "surveys/match.html", shown)


def _not_read(request: PartnershipRequest, brought: Import) -> HttpResponse:
    fault = FileError.of_record(brought.fault) if brought.fault else None
    return render(
        request,
        "surveys/not_read.html",
        {
            "import": brought,
            "message": in_language(fault.message) if fault else "",
            "remedy": in_language(fault.remedy) if fault else "",
            "opening": OpeningForm.of(brought) if brought.file else None,
        },
    )


@require_POST
@partnership_page(MAY, section="imports")
@_or_why_not
def import_opening(request: PartnershipRequest, import_id: str) -> HttpResponse:
    """Open the file in another way."""
    brought = _import(request, import_id)
    form = OpeningForm(request.POST, request.FILES)
    if form.is_valid():
        codebook = form.cleaned_data["codebook"]
        try:
            actions.read_again(brought, options=form.options, codebook=codebook, by=request.user)
        except FileError as fault:
            form.refuse(fault)
    if form.errors:
        return render(request, "surveys/not_read.html", {"import": brought, "opening": form})
    return redirect(brought)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(MAY, section="imports")
@_or_why_not
def import_check(request: PartnershipRequest, import_id: str) -> HttpResponse:
    brought = _import(request, import_id)
    if brought.state != ImportState.MATCHING or brought.is_worked_on:
        return redirect(brought)
    checked = check(brought)
    if checked.faults:
        return redirect(brought)
    if request.method == "POST" and checked.refusal is None:
        if checked.small:
            actions.import_round(brought, by=request.user)
        else:
            actions.start_importing(brought, by=request.user)
        return redirect(brought)
    return render(request, "surveys/check.html", {"import": brought, "checked": checked})


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(MAY, section="imports")
@_or_why_not
def import_members(request: PartnershipRequest, import_id: str) -> HttpResponse:
    """Count who was asked from a list of people. The list is read, shown in groups, and never kept."""
    brought = _import(request, import_id)
    if brought.state != ImportState.MATCHING:
        return redirect(brought)
    sides = actions.matches_of(brought).mapping.sides
    page: dict[str, object] = {"import": brought, "sides": side_choices()}
    if request.method == "POST" and "counts" in request.POST:
        actions.save_members(brought, counted(request.POST.dict(), sides))
        messages.success(request, _("Counted. The list itself was not kept."))
        return redirect(f"{brought.get_absolute_url()}#facts")
    tried = request.method == "POST"
    form = RollForm(request.POST, request.FILES) if tried else RollForm()
    if tried and form.is_valid():
        upload = cast(TemporaryUploadedFile, form.cleaned_data["roll"])
        try:
            roll = read_roll(
                Path(upload.temporary_file_path()),
                str(upload.name),
                queries.organizations_of(request.place.partnership),
                form.cleaned_data["column"].strip(),
            )
        except (FileError, UsageError) as fault:
            form.refuse(fault)
        else:
            page |= {"roll": roll, "groups": list(group_lines(roll)), "told_apart": bool(sides)}
    return render(request, "surveys/members.html", {**page, "form": form})


@require_safe
@partnership_page(MAY, section="imports")
def import_mapping(request: PartnershipRequest, import_id: str) -> HttpResponse:
    """For the command line, and for a reviewer: how the file was matched."""
    brought = _import(request, import_id)
    if brought.state != ImportState.MATCHING:
        raise Http404
    content = mapping_of_import(brought)
    headers = {"Content-Disposition": 'attachment; filename="map.toml"'}
    return HttpResponse(content, content_type="application/toml; charset=utf-8", headers=headers)


@require_POST
@partnership_page(MAY, section="imports")
@_or_why_not
def import_discard(request: PartnershipRequest, import_id: str) -> HttpResponse:
    brought = _import(request, import_id)
    actions.discard(brought)
    messages.success(request, _("Discarded. Of the file only its name was kept."))
    return redirect("imports", request.place.partnership.public_id)
