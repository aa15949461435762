"""What a request is answered in: what its address says (`.csv`, `?format=csv`), else what its header accepts."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from greenlab.api.problems import Problem, about_parameter


class ByAddress(DefaultContentNegotiation):
    """Excel's users give an address and nothing else, so the address wins over the header."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The renderer and its media type. Raises Problem for a format that the address does not have."""
        reads = request.method in {"GET", "HEAD"}
        offered = [renderer for renderer in renderers if reads or renderer.format != "csv"]
        wished = format_suffix or request.query_params.get("format")
        if not wished:
            chosen: tuple[BaseRenderer, str] = super().select_renderer(request, offered, None)
            return chosen
        for renderer in offered:
            if renderer.format == wished:
                return renderer, str(renderer.media_type)
        there = ", ".join(str(renderer.format) for renderer in offered)
        said = _("This address answers in these formats: %(formats)s.") % {"formats": there}
        raise Problem("parameters", said, [about_parameter("format", said)])
