"""A file that came with a form is kept even when another field is wrong: nobody chooses it twice."""

from django.core import signing
from django.http import HttpRequest

from inventory.actions.evidence import keep_evidence
from inventory.forms.act import ActForm
from inventory.models import Evidence, Person

SALT = "evidence kept for a form"
KEPT_SECONDS = 24 * 3600


def kept_now(form: ActForm, kind: str) -> Evidence | None:
    """Keep the file that came with this sending of the form, if it is a fit one."""
    if form.file is None or form.file_field in form.errors:
        return None
    form.file.seek(0)
    return keep_evidence(content=form.file.read(), name=form.file.name or "file", kind=kind, by=form.person)


def kept_before(request: HttpRequest, person: Person) -> Evidence | None:
    """The file that an earlier sending of the same form by the same person brought."""
    try:
        told = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    if told["person"] != person.pk:
        return None
    return Evidence.objects.defer("content").filter(pk=told["evidence"]).first()


def signed(kept: Evidence | None, person: Person) -> str:
    """What the form carries of a kept file, so that nobody can name somebody else's."""
    return signing.dumps({"evidence": kept.pk, "person": person.pk}, salt=SALT) if kept else ""
