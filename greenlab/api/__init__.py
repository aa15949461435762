"""How every address under /api/v1/ behaves, whoever's rows it shows: wired into REST framework by the settings.

The views of `inventory.api` and `carbon.api` say what there is; these modules say who is let in, how lists are paged,
what a spreadsheet gets and what an error looks like. A view tells them, by plain class attributes:

- `scopes`: the scope that a token needs, by method
- `parameters_class`: the serializer of the query parameters that its GET knows
- `ordering`: for lists, the unique columns that a list is in the order of
"""
