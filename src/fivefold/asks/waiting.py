"""What waits for a member, and what has a day: as Home, the calendar and the daily mail read it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from fivefold.asks import queries, words
from fivefold.asks.models import Ask, Asked
from fivefold.asks.policies import decides
from fivefold.asks.states import DRAWN, WAITING, AskState
from fivefold.partnerships.dates import Dated
from fivefold.partnerships.models import Membership
from fivefold.partnerships.needs import Need


def needs(membership: Membership) -> Iterator[Need]:
    own = Q(asker=membership.person_id)
    waits = own & Q(state=AskState.CHANGED) | own & Q(state=AskState.DONE, outcome="")
    took = Q(state=AskState.APPROVED, last_day__lte=timezone.localdate())
    if decides(membership):
        waits |= Q(state=AskState.ASKED) | took
    found = queries.in_states(membership.partnership, *WAITING, *DRAWN)
    for one in found.filter(waits | own & took):
        yield _need(one)


def _need(one: Ask) -> Need:
    said = {"title": str(one), "hours": words.hours(queries.waiting_minutes(one)), "who": one.who}
    url = one.get_absolute_url()
    if one.state == AskState.ASKED:
        said |= {"asker": str(one.asker), "month": date_format(one.first_day, "F")}
        return Need(
            gettext("Decide on %(hours)s: %(who)s, %(month)s") % said,
            gettext("%(asker)s asks for “%(title)s”.") % said,
            url,
            gettext("Decide"),
            1,
            one.first_day,
        )
    if one.state == AskState.CHANGED:
        what = gettext("Accept what was offered for “%(title)s”") % said
        about = gettext("The district offers other numbers or days: %(who)s, %(hours)s.") % said
        return Need(what, about, url, gettext("Look at it"), 1, one.first_day)
    if one.state == AskState.APPROVED:
        what = gettext("Say what “%(title)s” took") % said
        about = gettext("One tap, where it took what was planned: %(who)s, %(hours)s.") % said
        return Need(what, about, url, gettext("Note it"), 1)
    what = gettext("Write what came of “%(title)s”") % said
    about = gettext("Whoever was asked by name gets it by mail; it stays on the ask for all.")
    return Need(what, about, url, gettext("Write it"), 3)


def dates(membership: Membership, first: date, last: date) -> Iterator[Dated]:
    """All members see on the year's page what is approved, so all may have it in their calendar."""
    named = set(Asked.objects.filter(membership_id=membership.pk).values_list("ask", flat=True))
    for one in queries.between(membership.partnership, first, last, DRAWN):
        what = f"{one} ({words.people_and_minutes(one.people, one.minutes_each)})"
        changed = max(filter(None, (one.made_at, one.decided_at)))
        url = one.get_absolute_url()
        is_mine = one.pk in named
        yield Dated(one.about, what, one.first_day, one.last_day, url, changed, is_mine=is_mine)
