"""Who asks: a token as bearer or as the password of HTTP Basic, or a person who is logged in.

Spreadsheet programs offer nothing but Basic; logged in is who reads the documentation.
"""

import base64
import binascii
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from inventory.actions.tokens import authenticate
from inventory.models import ApiToken, Person

CHALLENGE = 'Bearer realm="GreenLab", Basic realm="GreenLab", charset="UTF-8"'


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer glb_<key>.<secret>`."""

    scheme = "bearer"

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        """The token's person and the token. Raises AuthenticationFailed for a token that does not hold."""
        scheme, _space, rest = get_authorization_header(request).partition(b" ")
        if scheme.lower() != self.scheme.encode():
            return None
        token = authenticate(self.token_in(rest.strip()))
        if token is None:
            raise AuthenticationFailed(_("This token is not known, has expired or was revoked."))
        return token.person, token

    def token_in(self, text: bytes) -> str:
        """The token's text in what follows the scheme."""
        return text.decode("ascii", "replace")

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return CHALLENGE


class TokenAsPassword(BearerToken):
    """HTTP Basic with the token as the password; the user name is not looked at."""

    scheme = "basic"

    def token_in(self, text: bytes) -> str:
        """The password of a Basic header; empty when there is none."""
        try:
            return base64.b64decode(text, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""


class LoggedIn(SessionAuthentication):
    """A person in a browser. Whatever changes something needs the CSRF token as well."""


class _BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = BearerToken
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "glb_<key>.<secret>"}


class _PasswordScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = TokenAsPassword
    name = "tokenAsPassword"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "basic", "description": "Any user name; the password is the token."}


class _SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = LoggedIn
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
