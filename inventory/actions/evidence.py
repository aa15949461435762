"""Keep the bytes of a report, a log or a document."""

import hashlib

from django.utils.translation import gettext as _

from inventory.lifecycle import IllegalAct
from inventory.models import Evidence, Person

LARGEST_BYTES = 20 * 1024 * 1024


def keep_evidence(*, content: bytes, name: str, kind: str, personal: bool = False, by: Person) -> Evidence:
    """Keep a file. The same bytes are kept once: a second call answers with the first row."""
    if len(content) > LARGEST_BYTES:
        raise IllegalAct(_("%(name)s is larger than 20 MB; it was not kept.") % {"name": name})
    evidence, _created = Evidence.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "kind": kind,
            "name": name[:200],
            "content": content,
            "size": len(content),
            "personal": personal,
            "added_by": by,
        },
    )
    return evidence
