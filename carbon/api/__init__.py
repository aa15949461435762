"""Savings for programs: read only."""
