"""The carbon ledger of one device: as it stands now, line by line, beside last night's figure."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from carbon import queries
from carbon.access import Device, visible_device
from carbon.display import figures, ledger
from carbon.display.explained import explained, factors_of
from carbon.display.reasons import reason as in_words
from carbon.display.sources import cited
from carbon.display.words import claims, crumbs, next_step
from carbon.engine.components import NAMES
from carbon.engine.quantities import decimal_text, grams
from carbon.engine.trace import Trace
from carbon.engine.uncertainty import Scenario
from carbon.exports import written
from carbon.models import Recompute
from carbon.queries import Explanation
from carbon.views.scope import person_of


def _found(request: HttpRequest, tag: str) -> tuple[Device, Recompute | None, Explanation]:
    """The device, if the person sees it, with its account: everything up to and including today counts."""
    device = visible_device(person_of(request), tag)
    if device is None:
        raise Http404(tag)
    recompute = queries.current_recompute()
    tomorrow = timezone.localdate(timezone=timezone.get_default_timezone()) + timedelta(days=1)
    return device, recompute, queries.explain_device(device.pk, recompute, as_of=tomorrow)


@require_safe
def device_page(request: HttpRequest, tag: str) -> HttpResponse:
    """What one device has avoided and emitted, with every formula, input and source."""
    device, recompute, account = _found(request, tag)
    central = account.traces.get(Scenario.CENTRAL, {})
    context: dict[str, Any] = {
        "device": device,
        "recompute": recompute,
        "account": account,
        "made_by": queries.provenance(recompute) if recompute else None,
        "last_day": account.as_of - timedelta(days=1),
        "reason": in_words(account.why_not or (account.not_assessed.reason if account.not_assessed else "")),
        "crumbs": crumbs((device.asset_tag, "")),
    }
    if account.not_assessed:
        context["next"] = next_step(account.not_assessed.reason_code, account.not_assessed.reason)
    if account.stored:
        context["stored"] = figures.saving(account.stored.bounds(), unit=ledger.UNIT)
        context["stored_last_day"] = recompute.as_of - timedelta(days=1) if recompute else None
    if account.live:
        context |= {
            "net": figures.saving(account.live, unit=ledger.UNIT),
            "cause": figures.cause_of_loss(account.live.central),
            "unit": ledger.UNIT,
            "lines": ledger.lines(account.live, account.traces),
            "totals": [(name, ledger.TOTALS[name], ledger.total(account.live, name)) for name in ledger.SHOWN],
            "explained": explained(account.traces),
            "cited": cited(factors_of(account.traces)),
            "claims": claims(central["a_emb"].inputs),
        }
    return render(request, "impact/device.html", context)


@require_safe
def explain_json(request: HttpRequest, tag: str) -> HttpResponse:
    """The same for machines: every figure exact, as fraction and decimal, in each case, with its inputs and factors."""
    device, recompute, account = _found(request, tag)
    return JsonResponse(
        {
            "device": device.asset_tag,
            "as_of": account.as_of,
            "unit": "kg CO2e",
            "sign": "S > 0 means avoided; A and S are avoided, U and R are emitted",
            "ledger": "avoided",
            "not_inventory": True,
            "interval": "bounds",
            "factor_set": None if account.factor_set is None else str(account.factor_set),
            "why_not": account.why_not,
            "stored": _stored(account, recompute),
            "figures": {name: _figure(account, name) for name in account.traces.get(Scenario.CENTRAL, {})},
        },
        json_dumps_params={"indent": 1, "ensure_ascii": False},
    )


@require_safe
def ledger_csv(request: HttpRequest, tag: str) -> HttpResponseBase:
    """The ledger as CSV: whole grams, what each line adds to S (positive) or takes off it (negative)."""
    device, _recompute, account = _found(request, tag)
    if account.live is None:
        raise Http404(tag)
    live = account.live
    header = ("asset_tag", "component", "s_share_low_case_gco2e", "s_share_gco2e", "s_share_high_case_gco2e")
    origin = ("as_of", "factor_set", "interval", "ledger", "not_inventory")
    made = (account.as_of, str(account.factor_set), "bounds", "avoided", True)
    rows = [
        (
            device.asset_tag,
            name,
            *(ledger.SIGNS.get(name, 1) * int(getattr(case, name)) for case in (live.low, live.central, live.high)),
            *made,
        )
        for name in (*NAMES, "s")
    ]
    text = written((*header, *origin), rows, excel="excel" in request.GET)
    return StreamingHttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{device.asset_tag}-carbon-ledger.csv"'},
    )


def _stored(account: Explanation, recompute: Recompute | None) -> dict[str, Any] | None:
    if recompute is None or account.stored is None:
        return None
    row = account.stored
    return {
        "recompute_id": recompute.pk,
        "as_of": recompute.as_of,
        "method_version": recompute.method_version,
        "quality_tier": row.tier,
        "service_days": row.service_days,
        "s_avoided_low_gco2e": row.s_low_g,
        "s_avoided_gco2e": row.s_g,
        "s_avoided_high_gco2e": row.s_high_g,
    }


def _figure(account: Explanation, name: str) -> dict[str, Any]:
    formula = account.traces[Scenario.CENTRAL][name].formula
    return {
        "equation": formula.equation,
        "symbol": formula.symbol,
        "formula": formula.text,
        **{scenario.name.lower(): _case(traces[name]) for scenario, traces in account.traces.items()},
    }


def _case(trace: Trace) -> dict[str, Any]:
    return {
        **_exact(trace.value),
        "gco2e": grams(trace.value),
        "in_symbols": trace.in_symbols,
        "in_figures": trace.in_figures,
        "inputs": [
            {
                "symbol": known.symbol,
                "unit": known.unit,
                **_exact(known.value),
                "factor": None
                if known.factor is None
                else {
                    "key": known.factor.key,
                    "zone": known.factor.zone,
                    "year": known.factor.year,
                    "quality_tier": known.factor.tier.value,
                    "source": known.factor.source,
                    "source_ref": known.factor.source_ref,
                    "licence": known.factor.licence,
                    "note": known.factor.note,
                },
            }
            for known in trace.inputs
        ],
    }


def _exact(value: Fraction) -> dict[str, str]:
    return {"fraction": str(value), "decimal": decimal_text(value)}


urlpatterns = [
    path("devices/<path:tag>/explain.json", explain_json, name="explain_json"),
    path("devices/<path:tag>/ledger.csv", ledger_csv, name="ledger_csv"),
    path("devices/<path:tag>/", device_page, name="impact_device"),  # last: a tag may hold slashes
]
