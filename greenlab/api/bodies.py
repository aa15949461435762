"""Bodies of requests: JSON, and not more of it than the installation takes."""

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from greenlab.api.problems import Problem


class Json(JSONParser):
    """REST framework reads the stream past Django's own limit on the size of a body."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The body. Raises Problem for one that is too large, ParseError for one that is not JSON."""
        request: Request = (parser_context or {})["request"]
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
            raise Problem("too-large", _("A body is at most %(mb)d MB: send fewer at once.") % {"mb": megabytes})
        return super().parse(stream, media_type, parser_context)
