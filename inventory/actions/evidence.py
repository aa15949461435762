"""Keep the bytes of a report, a log or a document."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _

from inventory.lifecycle import IllegalAct
from inventory.models import Evidence, Person

LARGEST_BYTES = 20 * 1024 * 1024


def keep_evidence(*, content: bytes, name: str, kind: str, by: Person) -> Evidence:
    """Keep a file. The same bytes are kept once: a second call answers with the first row.

    Bytes that were erased and are brought in anew are kept anew, as brought in by that person.
    """
    if len(content) > LARGEST_BYTES:
        raise IllegalAct(_("%(name)s is larger than 20 MB; it was not kept.") % {"name": name})
    kept = {
        "kind": kind,
        "name": name[:200],
        "content": content,
        "size": len(content),
        "added_by": by,
    }
    evidence, created = Evidence.objects.get_or_create(sha256=hashlib.sha256(content).hexdigest(), defaults=kept)
    if not created and evidence.erased_at is not None:
        kept |= {"added_at": timezone.now(), "erased_at": None}
        Evidence.objects.filter(pk=evidence.pk).update(**kept)
        evidence.refresh_from_db()
    return evidence
