"""GreenLab's wiring: settings, addresses, background work. No model, no rule and no query lives here."""

from greenlab.celery import app as celery_app

__all__ = ["celery_app"]
