"""The dialogue: a page for the wall, one strategy at a time, and a brief on paper for each."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fivefold.agreements.queries import terms_in_force
from fivefold.core.rules import RuleError
from fivefold.cycles import queries as years
from fivefold.meetings import actions, clock, policies, queries
from fivefold.meetings.forms import EntryForm, TalkForm
from fivefold.meetings.models import Meeting
from fivefold.meetings.queries import Talk
from fivefold.meetings.states import EntryKind
from fivefold.meetings.views.capturing import members_today, quiet_when_signed_out
from fivefold.partnerships.page import PartnershipRequest, partnership_page
from fivefold.partnerships.permissions import Permission


@dataclass(frozen=True)
class Stand:
    """Where in the dialogue a page is: its talk, its place among them, and what lies beside it."""

    talk: Talk
    place: int
    of: int
    before: Talk | None
    after: Talk | None

    @property
    def number(self) -> int:
        return self.place + 1


def _dialogue(request: PartnershipRequest, meeting_id: str) -> Meeting:
    found = queries.get_meeting(request.place.membership, meeting_id)
    if not found.is_dialogue:
        raise Http404
    return found


def _stand(meeting: Meeting, strategy_id: str) -> Stand:
    talks = queries.talks_of(meeting)
    for place, one in enumerate(talks):
        if one.strategy.public_id == strategy_id:
            before = talks[place - 1] if place else None
            after = talks[place + 1] if place + 1 < len(talks) else None
            return Stand(one, place, len(talks), before, after)
    raise Http404


@require_safe
@partnership_page(Permission.MEETINGS_VIEW, section="meetings")
def dialogue(request: PartnershipRequest, meeting_id: str) -> HttpResponse:
    """Straight to the first strategy; what to do where there is none."""
    found = _dialogue(request, meeting_id)
    talks = queries.talks_of(found)
    if not talks:
        return render(request, "meetings/no_strategy.html", {"meeting": found})
    first = talks[0].strategy.public_id
    return redirect("dialogue_strategy", found.partnership.public_id, found.public_id, first)


@quiet_when_signed_out
@require_safe
@partnership_page(Permission.MEETINGS_VIEW, section="meetings")
def dialogue_strategy(request: PartnershipRequest, meeting_id: str, strategy_id: str) -> HttpResponse:
    found = _dialogue(request, meeting_id)
    stand = _stand(found, strategy_id)
    agreed = _agreed(found, stand.talk)
    seen = f"{stand.talk.number}-{len(agreed)}-{found.state}"
    if request.headers.get("HX-Request") and request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    page = {
        "meeting": found,
        "stand": stand,
        "talk": stand.talk,
        "clock": clock.clock_of(found, stand.place, stand.of, timezone.now()),
        "agreed": agreed,
        "seen": seen,
        "writes": request.place.may(Permission.MEETINGS_WRITE) and not policies.why_not_changed(found),
        "commits": _commits(request, found, stand.talk),
        "form": _captures(request, found, stand.talk),
    }
    polled = bool(request.headers.get("HX-Request"))
    return render(request, "meetings/columns.html" if polled else "meetings/dialogue.html", page)


def _captures(request: PartnershipRequest, meeting: Meeting, talk: Talk) -> EntryForm | None:
    if not request.place.may(Permission.MEETINGS_CAPTURE) or policies.why_not_changed(meeting):
        return None
    about = {"kind": EntryKind.DECISION, "strategy": talk.strategy.public_id}
    return EntryForm(initial=about, members=members_today(meeting))


def _agreed(meeting: Meeting, talk: Talk) -> list[object]:
    entries = queries.entries_of(meeting).filter(strategy=talk.strategy)
    return list(entries.exclude(kind=EntryKind.NOTE))


def _commits(request: PartnershipRequest, meeting: Meeting, talk: Talk) -> EntryForm | None:
    """What is to be revised, as a commitment filled in already: whoever presses, by the clock agreed."""
    if not (talk.newest and talk.newest.revise and meeting.is_open):
        return None
    if not request.place.may(Permission.MEETINGS_CAPTURE):
        return None
    days = terms_in_force(meeting.partnership).content.commit_days
    due = years.calendar_of(meeting.partnership).add(timezone.localdate(), days)
    proposed = {
        "kind": EntryKind.COMMITMENT,
        "text": talk.newest.revise,
        "owner": request.user.public_id,
        "due": due,
        "strategy": talk.strategy.public_id,
    }
    form = EntryForm(initial=proposed, members=members_today(meeting), auto_id="commit_%s")
    form.fields["text"].label = _("What is taken on")
    return form


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.MEETINGS_WRITE, section="meetings")
def dialogue_write(request: PartnershipRequest, meeting_id: str, strategy_id: str) -> HttpResponse:
    found = _dialogue(request, meeting_id)
    stand = _stand(found, strategy_id)
    newest = stand.talk.newest
    words = newest.words if newest else {}
    form = TalkForm(request.POST or None, initial={**words, "seen": stand.talk.number})
    meanwhile = None
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.write_talk(found, stand.talk.strategy, form.words, seen=seen, by=request.user)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
            if refusal.code == "changed_meanwhile":
                meanwhile = _stand(found, strategy_id).talk.newest
                form.now_seeing(meanwhile.number if meanwhile else 0)
        else:
            messages.success(request, _("Saved. The page on the wall shows it within seconds."))
            ids = [found.partnership.public_id, found.public_id, strategy_id]
            return redirect(reverse("dialogue_strategy", args=ids))
    page = {
        "meeting": found,
        "stand": stand,
        "talk": stand.talk,
        "form": form,
        "meanwhile": meanwhile,
        "refusal": policies.why_not_changed(found),
    }
    return render(request, "meetings/write_talk.html", page)


@require_safe
@partnership_page(Permission.MEETINGS_VIEW, section="meetings")
def dialogue_brief(request: PartnershipRequest, meeting_id: str, strategy_id: str) -> HttpResponse:
    found = _dialogue(request, meeting_id)
    talk = _stand(found, strategy_id).talk
    newest = talk.newest
    questions = newest.questions.splitlines() if newest else []
    page = {
        "meeting": found,
        "talk": talk,
        "goal": talk.strategy.goal.newest,
        "questions": [one.strip() for one in questions if one.strip()],
        "agreed": _agreed(found, talk),
    }
    return render(request, "meetings/brief.html", page)
