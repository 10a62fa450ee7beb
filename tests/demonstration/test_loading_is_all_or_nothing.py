"""A demonstration is put into an empty database whole, or not at all."""

import pytest

from fivefold.accounts.actions import add_person
from fivefold.accounts.models import Person
from fivefold.core.demonstration import is_demonstration
from fivefold.demonstration.loading import DatabaseInUseError, load

pytestmark = pytest.mark.django_db


def test_a_database_with_people_is_left_alone(db: None) -> None:
    add_person(email="someone@district.example", name="Someone Real", by=None)
    with pytest.raises(DatabaseInUseError):
        load(lambda _: None)
    assert not is_demonstration()
    assert Person.objects.count() == 1


def test_an_interrupted_start_leaves_nothing_behind(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fivefold.demonstration.loading.share", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load(lambda _: None)
    assert not is_demonstration()
    assert not Person.objects.exists()
