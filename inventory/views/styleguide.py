"""The style guide: every component of the interface on one page, with invented rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

STAGES = [
    ("received", _("Received")),
    ("testing", _("Testing")),
    ("wiping", _("Wiping")),
    ("upgrading", _("Upgrading")),
    ("ready", _("Ready")),
    ("deployed", _("Deployed")),
    ("out", _("Out")),
]


class SampleForm(forms.Form):
    """One field of each kind; never saved."""

    serial = forms.CharField(label=_("Serial number"), help_text=_("As printed under the machine."))
    ram_gb = forms.IntegerField(label=_("Memory"), min_value=1)
    received_on = forms.DateField(label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}))
    grade = forms.ChoiceField(label=_("Grade"), choices=[("A", "A"), ("B", "B"), ("C", "C")], required=False)
    method = forms.ChoiceField(
        label=_("How the drive was wiped"),
        choices=[("purge", _("Purge")), ("clear", _("Clear")), ("destroyed", _("Destroyed"))],
        widget=forms.RadioSelect,
    )
    charger = forms.BooleanField(label=_("Charger is with it"), required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    report = forms.FileField(label=_("Hardware reports"), required=False)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Draw every component once; the page holds no record of any device."""
    return render(request, "styleguide/index.html", sample())


def sample() -> dict[str, Any]:
    """Rows for each component, shaped as the pages shape theirs."""
    return {
        "form": SampleForm({"serial": "", "ram_gb": "16", "received_on": "2025-11-23", "method": "purge"}),
        "stages": STAGES,
        "crumbs": [{"label": _("Devices"), "url": "#devices"}, {"label": "GL-004303"}],
        "stats": [
            {"label": word, "value": value, "note": note, "tone": tone, "url": "#stats"}
            for (_stage, word), value, note, tone in zip(
                STAGES,
                (23, 41, 18, 12, 37, 1117, 86),
                (_("oldest 3 days"), _("late: 9 days"), _("late: 12 days"), _("2 lack parts"), "", "", ""),
                ("", "warn", "bad", "warn", "", "", ""),
                strict=True,
            )
        ],
        "steps": [
            {"stage": stage, "word": word, "state": state, "on": on}
            for (stage, word), state, on in zip(
                STAGES,
                ("done", "done", "now", "todo", "todo", "todo", "todo"),
                (date(2025, 9, 29), date(2025, 9, 30), None, None, None, None, None),
                strict=True,
            )
        ],
        "facts": [
            {"label": _("Serial"), "value": "PF1X9K2L", "mono": True},
            {"label": _("Department"), "value": _("Engineering"), "url": "#facts"},
            {"label": _("Processor"), "value": "Intel Core i7-8565U"},
            {"label": _("Memory"), "value": "24 GB", "note": _("was 8 GB")},
        ],
        "devices": [
            ("GL-004303", "Lenovo ThinkPad T490", "deployed", _("Deployed"), 24, 512, "ok", _("Wipe proven"), ""),
            ("GL-004304", "HP EliteBook 840 G6", "wiping", _("Wiping"), 8, 256, "bad", _("Wipe failed"), "is-bad"),
            ("GL-004305", "Apple MacBook Pro A2159", "testing", _("Testing"), 8, 128, "warn", _("9 days"), "is-warn"),
            ("GL-004306", "Dell Latitude 7490", "ready", _("Ready"), 16, 256, "info", _("Fits nlp-a"), ""),
        ],
        "chips": [
            {"label": _("All"), "url": "#filters", "count": 1248, "current": True},
            {"label": _("Late"), "url": "#filters", "count": 14},
            {"label": _("No model"), "url": "#filters", "count": 81},
        ],
        "page": {"previous_url": "#previous", "next_url": "#next", "summary": _("Rows 51 to 100")},
        "problems": [
            {"where": _("Row 4"), "text": _("serial repeats row 1"), "value": "5CG1234ABC", "tone": "bad"},
            {"where": _("Row 5"), "text": _("model is not known yet"), "value": "A2159", "tone": "warn",
             "fix_url": "#problems", "fix_label": _("Match it")},
            {"where": _("Row 6"), "text": _("known device: it comes in again"), "tone": "info"},
        ],
        "events": [
            {"what": _("Deployed"), "detail": "nlp-a", "on": date(2025, 10, 4), "by": "M. Ruiz",
             "icon": "deploy", "undo_url": "#timeline"},
            {"what": _("Memory fitted"), "detail": "8 → 24 GB", "on": date(2025, 10, 2), "by": "I. Costa",
             "icon": "ram"},
            {"what": _("Wipe proven"), "detail": "NIST 800-88 Purge", "on": date(2025, 10, 1), "by": "I. Costa",
             "icon": "wipe", "tone": "ok", "evidence": [{"label": "nwipe.pdf", "url": "#timeline"}]},
            {"what": _("Wipe failed"), "on": date(2025, 9, 30), "by": "I. Costa", "icon": "wipe", "reversed": True},
            {"what": _("Received"), "detail": "ENG-25-07", "on": date(2025, 9, 29), "by": "I. Costa",
             "icon": "receive"},
        ],
        "columns": [
            {"word": _("Wiping"), "count": 18, "cards": [
                {"tag": "GL-004304", "url": "#board", "model": "HP EliteBook 840 G6", "age": _("12 days"),
                 "age_tone": "bad", "blockers": [_("1 of 2 drives proven")]},
                {"tag": "GL-004311", "url": "#board", "model": "Dell Latitude 7490", "age": _("2 days")}]},
            {"word": _("Upgrading"), "count": 12, "cards": [
                {"tag": "GL-004188", "url": "#board", "model": "Lenovo ThinkPad T480", "age": _("4 days"),
                 "blockers": [_("waits for 8 GB DDR4")]}]},
            {"word": _("Ready"), "count": 37, "cards": [
                {"tag": "GL-004120", "url": "#board", "model": "Lenovo ThinkPad T490", "age": _("1 day")}]},
        ],
        "chart": {
            "key": "sample",
            "title": _("Memory fitted per department"),
            "subtitle": _("GB fitted since January; whisker = bounds"),
            "plotly_json": "{}",
            "svg_wide": render_to_string("styleguide/_chart.svg"),
            "table": {
                "caption": _("Memory fitted per department, GB"),
                "columns": [
                    {"label": _("Department")}, {"label": _("Low"), "numeric": True},
                    {"label": _("Central"), "numeric": True}, {"label": _("High"), "numeric": True},
                ],
                "rows": [
                    {"head": head, "cells": [{"text": figure, "numeric": True} for figure in figures]}
                    for head, *figures in (
                        (_("Computer Science"), 456, 620, 840),
                        (_("Engineering"), 340, 480, 675),
                        (_("Library"), 200, 295, 405),
                    )
                ],
            },
            "source_line": _("Invented figures for this page"),
            "csv_url": "#sample",
        },
    }  # fmt: skip


urlpatterns = [path("styleguide/", styleguide, name="styleguide")]
