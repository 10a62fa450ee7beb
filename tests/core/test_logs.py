"""The log of a server tells what happened, and of people nothing."""

import logging
from logging.config import dictConfig

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.config.settings import LOGGING
from fivefold.core.logs import WithoutPeople


def written(message: str, error: Exception | None = None) -> str:
    info = (type(error), error, None) if error else None
    record = logging.LogRecord("fivefold", logging.WARNING, "x.py", 1, message, (), info)
    return WithoutPeople("%(levelname)s %(message)s").format(record)


@given(st.emails(), st.sampled_from(["550 <{}>: unknown", "to={} refused", "{}", "Mail to '{}', later"]))
def test_no_address_is_written(address: str, around: str) -> None:
    local = address.rpartition("@")[0]
    line = written(around.format(address))
    assert f"{local}@" not in line.replace("…@", "")
    assert "@" in line


def test_a_refused_row_is_not_repeated_in_a_traceback() -> None:
    fault = ValueError("duplicate key\nDETAIL: Key (name)=(Hannah Lindqvist) already exists.")
    line = written("Saving failed", fault)
    assert "Hannah" not in line
    assert "duplicate key" in line


def test_what_is_no_address_stays_as_it_is() -> None:
    for text in ("mail 4f0c: 451 try later", "10:31 @ noon", "at 10.1.2.3:8000"):
        assert written(text) == f"WARNING {text}"


def test_the_server_s_log_is_written_so(capsys: pytest.CaptureFixture[str]) -> None:
    handlers = {"console": {**LOGGING["handlers"]["console"], "stream": "ext://sys.stdout"}}
    loggers = {"fivefold.tests": {"handlers": ["console"], "propagate": False}}
    dictConfig({**LOGGING, "handlers": handlers, "loggers": loggers, "root": {}})
    logging.getLogger("fivefold.tests").warning("mail 1 was not accepted: <marcus@example.org> unknown")
    assert "<…@example.org> unknown" in capsys.readouterr().out
