"""The project itself as an application (for its commands), and which static files are served."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig

from inventory.forms.sentences import speak_plainly


class GreenLab(AppConfig):
    """Carries `manage.py up` and the other commands that need both inventory and carbon."""

    name = "greenlab"

    def ready(self) -> None:
        """Give every form the application's own sentences, before any of them is imported."""
        speak_plainly()


class Admin(AdminConfig):
    """Django's admin, for looking only."""

    default_site = "inventory.views.window.Window"


class StaticFiles(StaticFilesConfig):
    """Django's static files without the parts of wheels that no page uses."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "widgetbundle.js",  # Plotly's notebook widget, 4 MB
        "datasets",
        "templates",
        "rest_framework",  # the look of its browsable pages, which a strict content policy rules out
        "redoc",  # calls out to other hosts; the API is shown with Swagger UI
    ]
