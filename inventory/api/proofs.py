"""Files inside a body: a wipe's log, a document. JSON has no bytes, so they come as base64."""

import base64

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from inventory.actions.evidence import LARGEST_BYTES
from inventory.api.fields import Body


class Proof(Body):
    """A file to keep as evidence."""

    name = serializers.CharField(max_length=200)
    content_base64 = serializers.CharField(max_length=LARGEST_BYTES * 4 // 3 + 4, trim_whitespace=True)

    def validate_content_base64(self, value: str) -> bytes:
        """The bytes."""
        try:
            content = base64.b64decode(value, validate=True)
        except ValueError:  # no base64, or no ASCII at all
            raise serializers.ValidationError(_("This is not base64.")) from None
        if not content:
            raise serializers.ValidationError(_("This file is empty."))
        return content
