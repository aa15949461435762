from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from inventory.actions.answering import Answer, answer_once
from inventory.lifecycle import IllegalAct
from inventory.models import KeptAnswer, Person

pytestmark = pytest.mark.django_db


class Counting:
    """An act that says how often it was done."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Answer:
        self.times += 1
        return Answer(200, {"times": self.times})


def test_with_the_same_key_it_is_done_once_and_answered_again(owner: Person) -> None:
    act = Counting()
    first = answer_once(key="k", fingerprint="f", act=act, by=owner)
    again = answer_once(key="k", fingerprint="f", act=act, by=owner)
    assert (first.body, again.body, act.times) == ({"times": 1}, {"times": 1}, 1)
    assert (first.is_repeated, again.is_repeated) == (False, True)


def test_a_key_of_another_request_is_refused(owner: Person) -> None:
    act = Counting()
    answer_once(key="k", fingerprint="f", act=act, by=owner)
    with pytest.raises(IllegalAct, match="another request"):
        answer_once(key="k", fingerprint="g", act=act, by=owner)
    assert act.times == 1


def test_an_act_that_is_refused_leaves_its_key_free(owner: Person) -> None:
    def refused() -> Answer:
        raise IllegalAct("Not ready.")

    with pytest.raises(IllegalAct, match="Not ready"):
        answer_once(key="k", fingerprint="f", act=refused, by=owner)
    assert answer_once(key="k", fingerprint="f", act=Counting(), by=owner).is_repeated is False


def test_an_answer_is_forgotten_after_a_day(owner: Person, viewer: Person) -> None:
    act = Counting()
    answer_once(key="k", fingerprint="f", act=act, by=owner)
    KeptAnswer.objects.update(answered_at=timezone.now() - timedelta(days=1, seconds=1))
    assert answer_once(key="k", fingerprint="f", act=act, by=owner).body == {"times": 2}
    assert KeptAnswer.objects.count() == 1


def test_the_database_holds_a_key_once_for_a_person(owner: Person) -> None:
    KeptAnswer.objects.create(person=owner, key="k", fingerprint="f")
    with pytest.raises(IntegrityError):
        KeptAnswer.objects.create(person=owner, key="k", fingerprint="g")
