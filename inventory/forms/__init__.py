"""One form for each verb or page: it validates, and never saves."""
