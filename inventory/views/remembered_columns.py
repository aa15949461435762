"""What somebody chose for the columns of a register is offered again for the next one with the same headers."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from inventory.actions.saved_views import save_view
from inventory.lifecycle import IllegalAct
from inventory.models import Person, SavedView
from inventory.readers.header_names import FIELDS
from inventory.readers.register import Sheet

PAGE = "register columns"
LONGEST = SavedView._meta.get_field("query").max_length or 500
ORDER = " dates"  # no header begins with a blank


def remember_columns(sheet: Sheet, columns: dict[str, str], date_order: str, person: Person) -> None:
    """Keep a choice that differs from what was recognised; one that is too long to keep is made again next time."""
    headers = {str(column.index): column.header for column in sheet.columns}
    chosen = {headers[index]: field for index, field in columns.items() if headers.get(index)}
    query = urlencode(chosen | ({ORDER: date_order} if date_order else {}))
    if not query or len(query) > LONGEST:
        return
    try:
        save_view(page=PAGE, name=sheet.fingerprint, query=query, by=person)
    except IllegalAct:
        return  # there are as many already as are kept


def remembered_columns(sheet: Sheet, person: Person) -> dict[str, Any]:
    """The choices kept for registers with these headers, as a draft takes them."""
    kept = SavedView.objects.filter(person=person, page=PAGE, name=sheet.fingerprint).values_list("query", flat=True)
    told = dict(parse_qsl(kept.first() or "", keep_blank_values=True))
    if not told:
        return {}
    columns = {
        str(column.index): told[column.header] for column in sheet.columns if told.get(column.header) in ("", *FIELDS)
    }
    return {"columns": columns, "date_order": told.get(ORDER, "")}
