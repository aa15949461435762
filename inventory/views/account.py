"""Log in and out, get a password back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _

from inventory.actions.login import count_try
from inventory.forms.account import ChoosePasswordForm, LoginForm, OwnPasswordForm, address_of


class LogIn(views.LoginView):
    authentication_form = LoginForm
    redirect_authenticated_user = True


class ChangePassword(views.PasswordChangeView):
    form_class = OwnPasswordForm
    success_url = reverse_lazy("preferences")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"address": address_of(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        messages.success(self.request, _("Your new password is saved. Other browsers are logged out."))
        return answer


class AskForReset(views.PasswordResetView):
    # The address that the installation has, not the one that the request claims: whoever asks for somebody else's
    # link must not choose where it leads.
    extra_email_context = dict(zip(("protocol", "domain"), settings.SITE.origin.split("://"), strict=True))

    def form_valid(self, form: Any) -> HttpResponse:
        """Send a link; after five in a row none for a while, though the page says the same."""
        whose = f"reset:{form.cleaned_data['email']}"
        if count_try(username=whose, address=address_of(self.request), now=timezone.now()):
            return redirect(self.get_success_url())
        return super().form_valid(form)


class ConfirmReset(views.PasswordResetConfirmView):
    form_class = ChoosePasswordForm


urlpatterns = [
    path("account/login/", LogIn.as_view(), name="login"),
    path("account/logout/", views.LogoutView.as_view(), name="logout"),
    path("account/password_reset/", AskForReset.as_view(), name="password_reset"),
    path("account/password_reset/done/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("account/reset/<uidb64>/<token>/", ConfirmReset.as_view(), name="password_reset_confirm"),
    path("account/reset/done/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("preferences/password/", ChangePassword.as_view(), name="password_change"),
]
