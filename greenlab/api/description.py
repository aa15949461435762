"""What holds for every address, for the head of the documentation. Imports nothing: the settings read it."""

DESCRIPTION = """
Devices, the acts on them, and the savings that follow, for programs and spreadsheets.

**Who asks.** `Authorization: Bearer glb_<key>.<secret>`; the same token is taken as the password of HTTP Basic, with
any user name. A token does what its scopes (`devices:read`, `devices:write`, `esg:read`) and its person's role allow.

**Lists** answer `{"items": [...], "page": {"limit", "next"}}`, 200 rows a page and at most 5,000 (`limit`); follow
`page.next` (also in the `Link` header) until it is null. As CSV a list comes whole: put `.csv` in the place of the last
slash, or `?format=csv`, or accept `text/csv`; `?excel=1` makes it safe to open in a spreadsheet program.

**Values.** Units are in names: `_gco2e` are whole grams of CO2 equivalent, `_gb` decimal gigabytes. Numbers that are
not whole are decimal strings, days and moments are ISO 8601 (moments in UTC); null or an empty text is unknown, 0 is 0.

**Savings** are avoided emissions against a named counterfactual (`ledger` "avoided", `not_inventory` true): they are
never part of an inventory of emissions and never subtracted from one. They can be negative. `low` and `high` are
bounds.

**Errors** are RFC 9457 problems (`application/problem+json`); `errors` points at each part of the request. Parameters
and parts of a body that nobody knows are refused.

**Repeats.** Send `Idempotency-Key` with an act: within a day, the same key with the same body answers what it answered
first, and nothing is recorded twice.
"""
