"""The site of Django's admin: a window for administrators, in which nothing can be changed (see `inventory.admin`)."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from inventory.access import rights_of
from inventory.models import Person
from inventory.roles import May
from inventory.views.admission import way_back


class Window(admin.AdminSite):
    """Open to administrators of the whole institution; people log in at the application's own page."""

    site_header = site_title = "GreenLab"
    index_title = _("Every row, to look at")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        person = request.user
        return isinstance(person, Person) and rights_of(person).everywhere(May.MANAGE_INSTALLATION)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The application's own page to log in, which slows down who guesses passwords."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied(_("Only administrators of the whole institution look in here."))
        wished = request.GET.get("next", "")
        return redirect_to_login(way_back(request, wished, reverse("admin:index")))

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The application's own page, which notes the change."""
        return redirect("password_change")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take what can only be looked at; what frameworks bring along to change their rows stays out."""
        if getattr(admin_class, "is_read_only", False):
            super().register(model_or_iterable, admin_class, **options)
