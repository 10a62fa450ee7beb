"""Pages for what went wrong: each with its own status, in the visitor's language, never a fault itself."""

import logging
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DatabaseError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse

from fivefold.config import urls as all_urls
from fivefold.core.away import is_away
from fivefold.core.logs import RefusalsInOneLine
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.core.views import errors
from tests.cast import Cast


def refuse_in_words(request: HttpRequest) -> HttpResponse:
    raise PermissionNeeded("health:assess", "asking for new figures", "Marcus Reyes or Hannah Lind")


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuleError("secret_code", "a secret detail")


def read_body(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.body)))


def lose_the_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("server closed the connection unexpectedly")


urlpatterns = [
    path("lose-the-database", lose_the_database),
    path("refuse-in-words", refuse_in_words),
    path("refuse", refuse),
    path("break-down", break_down),
    path("read-body", read_body),
    *all_urls.urlpatterns,
]
handler400, handler403 = all_urls.handler400, all_urls.handler403
handler404, handler500 = all_urls.handler404, all_urls.handler500

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def marcus(cast: Cast) -> Client:
    client = cast.client(cast.marcus)
    client.raise_request_exception = False
    return client


def text(response: Any) -> str:
    return response.content.decode()


@pytest.mark.parametrize("address", ["/nowhere", "/p/zzzzzzzzzzzzzz/", "/jobs/zzzzzzzzzzzzzz/", "/outbox/"])
def test_nothing_here_says_the_same_about_everything(marcus: Client, address: str) -> None:
    response = marcus.get(address)
    assert response.status_code == 404
    assert "There is nothing here for you" in text(response)
    assert (
        address.strip("/").split("/")[-1] not in text(response).partition("<main")[2].partition("</main>")[0]
    )


def test_a_missing_right_is_named_in_words_with_who_can_grant_it(marcus: Client) -> None:
    response = marcus.get("/refuse-in-words")
    assert response.status_code == 403
    assert "asking for new figures" in text(response)
    assert "Marcus Reyes or Hannah Lind" in text(response)
    assert "health:assess" not in text(response)


def test_a_refusal_is_one_line_in_the_log_and_a_fault_is_not() -> None:
    def logged(fault: Exception) -> str:
        try:
            raise fault
        except Exception:
            record = logging.LogRecord("django.request", 30, "", 0, "Forbidden: /p/", None, sys.exc_info())
        assert RefusalsInOneLine().filter(record)
        return logging.Formatter().format(record)

    assert logged(PermissionNeeded("health:assess", "asking")) == "Forbidden: /p/"
    assert "Traceback" in logged(RuleError("code", "a rule"))
    (console,) = settings.LOGGING["handlers"].values()
    assert console["filters"] == ["refusals", "links", "probes"]


def test_a_database_that_is_away_is_said_so_and_is_one_line_in_the_log(marcus: Client) -> None:
    response = marcus.get("/lose-the-database")
    assert response.status_code == 503
    assert "The database does not answer" in text(response)
    try:
        raise OperationalError("server closed the connection\nunexpectedly")
    except OperationalError:
        record = logging.LogRecord("django.request", 40, "", 0, "Fault: /p/", None, sys.exc_info())
    assert RefusalsInOneLine().filter(record)
    assert logging.Formatter().format(record) == "Fault: /p/: the database: server closed the connection"


def test_a_query_that_is_wrong_is_our_fault_and_keeps_its_traceback(marcus: Client) -> None:
    """SQLite calls it by the class by which a database is away."""
    from django.db import connection

    with pytest.raises(DatabaseError) as wrong, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nothing_here FROM nowhere")
    assert not is_away(wrong.value)
    told = (type(wrong.value), wrong.value, wrong.tb)
    record = logging.LogRecord("django.request", 40, "", 0, "Fault", None, told)
    assert RefusalsInOneLine().filter(record)
    assert "Traceback" in logging.Formatter().format(record)


def test_a_refusal_without_words_still_says_something(marcus: Client) -> None:
    response = marcus.get("/refuse")
    assert response.status_code == 403
    assert "your role does not open it" in text(response)


def test_a_fault_of_ours_shows_nothing_of_the_inside(marcus: Client) -> None:
    response = marcus.get("/break-down")
    assert response.status_code == 500
    assert "Something went wrong on our side" in text(response)
    assert "secret" not in text(response)
    assert "Lakeshore Education Service Agency" in text(response)


def test_the_page_for_a_fault_asks_the_database_nothing(django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/")
    for page in (errors.our_fault, errors.bad_request, errors.too_large, errors.csrf_failure):
        with django_assert_num_queries(0):
            assert page(request).status_code >= 400


def test_a_fault_in_the_page_for_a_fault_still_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> str:
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.our_fault(RequestFactory().get("/"))
    assert (response.status_code, text(response)) == (500, errors.LAST_RESORT)


def test_an_unknown_host_is_answered_with_a_page(marcus: Client) -> None:
    response = marcus.get("/", HTTP_HOST="elsewhere.example")
    assert response.status_code == 400
    assert "elsewhere.example" not in text(response)


def test_a_body_over_the_limit_is_refused_with_the_limit(marcus: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
    response = marcus.post("/read-body", b"x" * (2 * 1024 * 1024 + 1), content_type="text/plain")
    assert response.status_code == 413
    assert "up to 2 MB" in text(response)


def test_django_naming_a_body_too_large_is_the_same_page() -> None:
    assert errors.bad_request(RequestFactory().get("/"), RequestDataTooBig()).status_code == 413


class TestTheSizeLimit:
    @pytest.fixture(autouse=True)
    def _limit(self, settings: Any) -> None:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
        settings.MIDDLEWARE = ["fivefold.core.middleware.RequestSizeLimit", *settings.MIDDLEWARE]

    def test_a_file_counts_though_django_leaves_files_out(self, client: Client) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        sheet = SimpleUploadedFile("answers.csv", b"x" * 2000)
        response = client.post("/read-body", {"file": sheet})
        assert response.status_code == 413

    def test_what_is_within_the_limit_passes(self, client: Client) -> None:
        response = client.post("/read-body", b"x" * 900, content_type="text/plain")
        assert (response.status_code, text(response)) == (200, "900")

    @pytest.mark.parametrize("length", ["", "many", "-5", "²"])
    def test_a_length_that_is_none_is_left_to_the_server(self, client: Client, length: str) -> None:
        response = client.generic("GET", "/refuse", b"", CONTENT_LENGTH=length)
        assert response.status_code == 403


@pytest.fixture
def strict(cast: Cast, settings: Any) -> Client:
    settings.CSRF_FAILURE_VIEW = "fivefold.core.views.errors.csrf_failure"
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.marcus)
    return client


def test_a_button_pressed_on_an_old_page_is_explained(strict: Client) -> None:
    response = strict.post(reverse("set_language"), {"language": "es"})
    assert response.status_code == 403
    assert "This page had been open too long" in text(response)
    assert "CSRF" not in text(response)


def test_an_error_speaks_the_language_of_its_visitor(cast: Cast) -> None:
    cast.marcus.language = "es"
    cast.marcus.save()
    response = cast.client(cast.marcus).get("/nowhere")
    assert '<html lang="es"' in text(response)
    assert "There is nothing here for you" not in text(response)


@pytest.mark.parametrize("address", ["/nowhere", "/refuse-in-words", "/break-down"])
def test_an_error_page_has_one_heading_a_title_and_a_way_on(marcus: Client, address: str) -> None:
    html = text(marcus.get(address))
    assert html.count("<h1") == 1
    assert html.partition("<title>")[2].partition("·")[0].strip()
    assert '<a href="/">' in html
    assert " style=" not in html


def test_a_rule_is_its_sentence_and_has_a_code() -> None:
    refused = RuleError("too_early", "The round is still open.")
    assert (refused.code, str(refused)) == ("too_early", "The round is still open.")
