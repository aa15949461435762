"""Act once on a request that is sent twice: a scanner or a script that lost the answer asks again with the same key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inventory.lifecycle import IllegalAct
from inventory.models import KeptAnswer, Person

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered; `is_repeated` when it is what an earlier one was answered."""

    status: int
    body: Any
    is_repeated: bool = False


@transaction.atomic
def answer_once(*, key: str, fingerprint: str, act: Callable[[], Answer], by: Person) -> Answer:
    """Act and keep the answer under the key; with a key that was answered, only answer again.

    An act that raises keeps nothing: it may be sent again with the same key. Two requests at once wait for each other.
    Raises IllegalAct for a key that belongs to another request.
    """
    KeptAnswer.objects.filter(answered_at__lt=timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            kept = KeptAnswer.objects.create(person=by, key=key, fingerprint=fingerprint)
    except IntegrityError:
        kept = KeptAnswer.objects.get(person=by, key=key)
        if kept.fingerprint != fingerprint:
            raise IllegalAct(_("This Idempotency-Key was used for another request: take a new one.")) from None
        return Answer(kept.status, kept.body, is_repeated=True)
    answer = act()
    kept.status, kept.body = answer.status, answer.body
    kept.save(update_fields=["status", "body"])
    return answer
