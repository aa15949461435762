"""Keep what a list's address says under a name, and drop it again."""

from django.utils.translation import gettext as _

from inventory.lifecycle import IllegalAct
from inventory.models import Person, SavedView

MOST_VIEWS = 30  # a menu longer than this is searched, not read


def save_view(*, page: str, name: str, query: str, by: Person) -> SavedView:
    """Keep a view of that page; one of the same name is replaced. Raises IllegalAct when there are too many."""
    held = SavedView.objects.filter(person=by, page=page)
    if held.count() >= MOST_VIEWS and not held.filter(name=name).exists():
        raise IllegalAct(_("There are %(most)d saved views already; delete one first.") % {"most": MOST_VIEWS})
    view, _created = SavedView.objects.update_or_create(person=by, page=page, name=name, defaults={"query": query})
    return view


def delete_view(*, view: SavedView, by: Person) -> None:
    """Drop a view. Raises IllegalAct for somebody else's."""
    if view.person_id != by.pk:
        raise IllegalAct(_("This view is somebody else's."))
    view.delete()
