"""28 Nov 2026 and 14:05: no reader takes the day for the month. Thin spaces as in charts: never a decimal sign."""

DATE_FORMAT = SHORT_DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "j M Y H:i"
MONTH_DAY_FORMAT = "j M"
YEAR_MONTH_FORMAT = "M Y"
THOUSAND_SEPARATOR = "\u202f"
