"""Savings as people read them, for pages and panels: words, figures with their ranges, a device's ledger, formulas."""
