"""The WSGI entry point: `greenlab.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenlab.settings")

application = get_wsgi_application()
