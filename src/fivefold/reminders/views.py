from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from fivefold.accounts.models import Person
from fivefold.core.actors import language_of
from fivefold.reminders import actions, queries
from fivefold.reminders.calendar import calendar_of
from fivefold.reminders.forms import ChoiceForm
from fivefold.reminders.models import Feed


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """The address of one's calendar, and when the daily mail comes."""
    person = cast(Person, request.user)
    act = request.POST.get("act", "")
    if request.method == "POST" and act in _FEED_ACTS:
        _feed_act(request, person, act)
        return redirect("my_calendar")
    form = ChoiceForm(request.POST if request.method == "POST" else None, choice=queries.choice_of(person))
    if form.is_valid():
        weekdays_only = form.cleaned_data["days"] == "weekdays"
        actions.choose(hour=form.chosen_hour, weekdays_only=weekdays_only, by=person)
        messages.success(request, _("Saved."))
        return redirect("my_calendar")
    feed = queries.feed_of(person)
    address = queries.address_of(feed) if feed else ""
    page = {
        "form": form,
        "feed": feed,
        "address": address,
        "webcal": "webcal:" + address.partition(":")[2],
    }
    return render(request, "reminders/my_calendar.html", page)


_FEED_ACTS = frozenset({"make", "renew", "end"})


def _feed_act(request: HttpRequest, person: Person, act: str) -> None:
    if act == "make":
        actions.make_feed(by=person)
        messages.success(request, _("Your calendar has an address now."))
    elif act == "renew":
        seen = Feed.objects.filter(person=person, public_id=request.POST.get("feed", "")[:14]).first()
        actions.renew_feed(seen, by=person)
        messages.success(request, _("A new address. The one from before opens nothing any more."))
    else:
        actions.end_feed(by=person)
        messages.success(request, _("Ended. Calendar programs get nothing from now on."))


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """For programs, which cannot sign in: who has the address reads what its person's pages show."""
    feed = queries.feed_at(token)
    if feed is None:
        raise Http404
    with translation.override(language_of(feed.person)):
        content = calendar_of(feed.person)
    feed = actions.given_out(feed, content)
    assert feed.content_since is not None  # noqa: S101 - noted just now
    etag, since = quote_etag(feed.content_hash), int(feed.content_since.timestamp())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="fivefold.ics"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(since)
    answer = get_conditional_response(request, etag, since, response) or response
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
