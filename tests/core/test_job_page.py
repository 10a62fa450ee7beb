"""The page of a job: it asks for its own news while there can be any, and needs no script to be read."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fivefold.core.jobs import actions
from fivefold.core.jobs.states import FINISHED, JobState
from fivefold.core.models import Job
from tests.cast import Cast
from tests.core import errands

pytestmark = pytest.mark.django_db
NEWS = {"HX-Request": "true"}
BACK = actions.WayBack("Middle-grades mathematics", "/p/abc/imports/")
TOO_LATE = "It had finished before it could be stopped."


@pytest.fixture
def job(cast: Cast) -> Job:
    return actions.start("tests.write", {"pieces": ["a"]}, by=cast.marcus, space_key=errands.CHAIN, back=BACK)


@pytest.fixture
def marcus(cast: Cast, client: Client) -> Client:
    client.force_login(cast.marcus)
    return client


def poll_of(html: str) -> str:
    found = re.search(r'hx-get="([^"]+)"', html)
    assert found, "the page does not ask for news"
    return found[1]


def change(**changed: Any) -> None:
    Job.objects.update(**changed)


def test_a_page_that_waits_asks_for_its_news_and_loads_the_script_for_it(marcus: Client, job: Job) -> None:
    response = marcus.get(job.get_absolute_url())
    html = response.content.decode()
    assert "htmx-2.min.js" in html
    assert '"allowEval":false' in html
    assert '"includeIndicatorStyles":false' in html
    assert 'hx-trigger="every 2s"' in html
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "HX-Request" in response.headers["Vary"]
    # Without scripts: a link to look again, and a form to stop.
    assert f'href="{job.get_absolute_url()}"' in html
    assert f'action="{job.get_absolute_url()}cancel/"' in html


def test_on_a_shared_computer_nobody_finds_it_after_sign_out(marcus: Client, job: Job) -> None:
    for headers in ({}, NEWS):
        assert "no-store" in marcus.get(job.get_absolute_url(), headers=headers)["Cache-Control"]


@pytest.mark.parametrize("state", FINISHED)
def test_a_page_with_nothing_to_wait_for_loads_no_script(state: JobState, marcus: Client, job: Job) -> None:
    change(state=state, finished_at=timezone.now())
    html = marcus.get(job.get_absolute_url()).content.decode()
    assert "htmx" not in html
    assert "hx-" not in html


def test_no_other_page_loads_the_script(marcus: Client, job: Job) -> None:
    for path in ("/accessibility/", "/me/", "/partnerships/"):
        assert "htmx" not in marcus.get(path).content.decode(), path


def test_what_has_not_changed_is_not_sent_again(marcus: Client, job: Job) -> None:
    poll = poll_of(marcus.get(job.get_absolute_url()).content.decode())
    response = marcus.get(poll, headers=NEWS)
    assert (response.status_code, response.content) == (204, b"")
    # Whoever opens that address as a page gets the page.
    assert "<h1>" in marcus.get(poll).content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"state": JobState.RUNNING},
        {"state": JobState.RUNNING, "progress": 34},
        {"state": JobState.RUNNING, "message": "Reading the answers"},
        {"state": JobState.RUNNING, "attempt": 2},
        {"cancel_requested": True},
    ],
)
def test_each_change_is_news_and_the_next_poll_follows_it(
    changed: dict[str, Any], marcus: Client, job: Job
) -> None:
    poll = poll_of(marcus.get(job.get_absolute_url()).content.decode())
    change(**changed)
    news = marcus.get(poll, headers=NEWS)
    html = news.content.decode()
    assert news.status_code == 200
    assert "<h1>" not in html
    assert 'hx-swap-oob="innerHTML"' in html
    assert str(changed.get("message", "")) in html
    assert marcus.get(poll_of(html), headers=NEWS).status_code == 204


def test_the_last_news_brings_the_result_and_ends_the_asking(marcus: Client, job: Job) -> None:
    poll = poll_of(marcus.get(job.get_absolute_url()).content.decode())
    change(state=JobState.DONE, finished_at=timezone.now(), result={"url": "/somewhere/"})
    html = marcus.get(poll, headers=NEWS).content.decode()
    assert "See the result" in html
    assert 'href="/somewhere/"' in html
    assert "hx-get" not in html
    assert "hx-trigger" not in html


def test_news_for_a_session_that_ended_reloads_the_page(client: Client, job: Job) -> None:
    response = client.get(job.get_absolute_url(), headers=NEWS)
    assert response.headers["HX-Refresh"] == "true"
    assert response.content == b""
    assert client.get(job.get_absolute_url()).status_code == 302


def test_news_is_for_whoever_asked_for_the_work(cast: Cast, client: Client, job: Job) -> None:
    client.force_login(cast.denise)
    assert client.get(job.get_absolute_url(), headers=NEWS).status_code == 404


@pytest.mark.parametrize("state", JobState)
def test_there_is_a_way_back_at_any_time(state: JobState, marcus: Client, job: Job) -> None:
    change(state=state, finished_at=timezone.now() if state in FINISHED else None)
    html = marcus.get(job.get_absolute_url()).content.decode()
    assert '<a href="/p/abc/imports/">Back to Middle-grades mathematics</a>' in html
    # Beside what changes, so that it is not drawn anew with each of its news.
    assert "Back to" not in marcus.get(job.get_absolute_url(), headers=NEWS).content.decode()


def test_work_that_belongs_nowhere_leads_nowhere(cast: Cast, marcus: Client) -> None:
    alone = actions.start("tests.write", {"pieces": ["a"]}, by=cast.marcus, space_key=errands.CHAIN)
    assert "Back to" not in marcus.get(alone.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("state", "asked_to_stop", "says_so"),
    [
        (JobState.DONE, True, True),
        (JobState.DONE, False, False),
        (JobState.CANCELLED, True, False),
        (JobState.FAILED, True, False),
        (JobState.RUNNING, True, False),
    ],
)
def test_what_had_finished_before_it_could_be_stopped_says_so(
    state: JobState, asked_to_stop: bool, says_so: bool, marcus: Client, job: Job
) -> None:
    ended = timezone.now() if state in FINISHED else None
    change(state=state, finished_at=ended, cancel_requested=asked_to_stop)
    for headers in ({}, NEWS):
        html = marcus.get(job.get_absolute_url(), headers=headers).content.decode()
        assert (TOO_LATE in html) == says_so
