"""Thin spaces as in charts: one way on all pages, and never taken for a decimal sign."""

THOUSAND_SEPARATOR = "\u202f"
