"""The only writer: one file for each kind of act."""
