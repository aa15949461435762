"""One attempt at a recompute: chunks, each committed with a sign of life; then rollups, checks, and the one UPDATE."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from carbon.actions._checks import RecomputeFailed, check_results
from carbon.actions._results import after_writing, make_room, write_footprints
from carbon.actions.factor_sets import checksum
from carbon.engine.factors import FactorBook
from carbon.fleet import Block, Credit, Extremes, assess
from carbon.fleet.columns import Integers, integers
from carbon.fleet.credit import with_savings
from carbon.inputs import (
    METHOD_VERSION,
    Account,
    Cut,
    DeviceRecord,
    NotAssessable,
    Terms,
    account_of,
    chunks,
    count_devices,
    last_device_id,
    read_catalogue,
)
from carbon.models import COLUMNS, DepartmentMonth, DepartmentTotal, Extreme, FactorSet, NotAssessed, Recompute


class TakenOver(Exception):
    """The attempt was given up for lost and another one began: whatever it still does must not count."""


class Run:
    """Holds what grows while the chunks go by."""

    def __init__(self, recompute: Recompute, chunk: int) -> None:
        self.recompute = recompute
        self.chunk = chunk
        self.cut = Cut(as_of=recompute.as_of, known_at=recompute.known_at)
        self.began = monotonic()
        self.credit = Credit()
        self.extremes = Extremes()
        self.devices: Counter[tuple[int, int | None]] = Counter()
        self.in_service: Counter[tuple[int, int | None]] = Counter()
        self.fingerprint = hashlib.sha256()
        self.assessed = 0
        self.unassessed = 0

    def compute(self) -> None:
        """From the first device to the UPDATE that makes the recompute current.

        Raises TakenOver, RecomputeFailed, and what the database says.
        """
        factor_set, book = _adopted()
        terms = Terms(book, read_catalogue())
        last_id = last_device_id()
        self._sign_of_life(devices_total=count_devices(last_id), factor_set=factor_set, method_version=METHOD_VERSION)
        make_room(self.recompute.pk)
        looked_at = 0
        for chunk in chunks(self.cut, last_id, self.chunk):
            terms.learn(chunk.catalogue)
            accounts, unassessed = self._sort(chunk.records, terms)
            block = assess(accounts, terms, self.credit)
            self._note(block)
            looked_at += chunk.looked_at
            with transaction.atomic():
                self._sign_of_life(devices_done=looked_at, devices_not_assessed=self.unassessed)
                write_footprints(self.recompute.pk, block)
                NotAssessed.objects.bulk_create(unassessed, batch_size=1000)
        with transaction.atomic():
            self._sign_of_life()
            self._write_rollups()
        after_writing(self.recompute.pk)
        check_results(self.recompute, self.cut, last_id, self.assessed + self.unassessed)
        self._finish()

    def _sort(self, records: Iterable[DeviceRecord], terms: Terms) -> tuple[list[Account], list[NotAssessed]]:
        accounts: list[Account] = []
        unassessed: list[NotAssessed] = []
        for record in records:
            try:
                accounts.append(account_of(record, terms, self.cut))
            except NotAssessable as why:
                unassessed.append(
                    NotAssessed(
                        recompute=self.recompute,
                        device_id=record.device_id,
                        department_id=record.owners[-1].department_id if record.owners else None,
                        reason_code=why.code,
                        reason=str(why)[:200],
                    )
                )
        self.unassessed += len(unassessed)
        return accounts, unassessed

    def _note(self, block: Block) -> None:
        self.assessed += len(block.accounts)
        self.extremes.add(block)
        for account in block.accounts:
            where = (account.department_id, account.site_id)
            self.devices[where] += 1
            self.in_service[where] += account.in_service
        self.fingerprint.update(integers(account.device_id for account in block.accounts).tobytes())
        self.fingerprint.update(block.figures.tobytes())

    def _sign_of_life(self, **progress: Any) -> None:
        """Note the progress; within a transaction it also keeps a later attempt from starting before its end."""
        mine = Recompute.objects.filter(
            pk=self.recompute.pk, state=Recompute.State.RUNNING, attempts=self.recompute.attempts
        )
        if not mine.update(heartbeat_at=timezone.now(), **progress):
            raise TakenOver

    def _write_rollups(self) -> None:
        months = [
            DepartmentMonth(
                recompute=self.recompute,
                department_id=slot.department_id,
                site_id=slot.site_id,
                month=slot.month,
                devices=self.credit.devices[slot],
                service_days=self.credit.days[slot],
                **_figures(grams),
            )
            for slot, grams in self.credit.grams.items()
        ]
        totals = [
            DepartmentTotal(
                recompute=self.recompute,
                department_id=department_id,
                site_id=site_id,
                devices=self.devices[department_id, site_id],
                in_service=self.in_service[department_id, site_id],
                service_days=days,
                **_figures(grams),
            )
            for (department_id, site_id), (grams, days) in self.credit.totals(self.devices).items()
        ]
        extremes = [
            Extreme(recompute=self.recompute, department_id=department_id, device_id=device_id)
            for department_id, device_id in self.extremes
        ]
        DepartmentMonth.objects.bulk_create(months, batch_size=500)
        DepartmentTotal.objects.bulk_create(totals, batch_size=500)
        Extreme.objects.bulk_create(extremes, batch_size=500)

    def _finish(self) -> None:
        now = timezone.now()
        shown = self.recompute.known_at is None and self.recompute.as_of >= timezone.localdate(now)
        self._sign_of_life(
            state=Recompute.State.DONE,
            current_since=now if shown else None,
            finished_at=now,
            devices_total=self.assessed + self.unassessed,
            devices_done=self.assessed + self.unassessed,
            seconds=round(monotonic() - self.began, 3),
            fingerprint=self.fingerprint.hexdigest(),
            message="" if shown else _("As of a past day: the figures shown stay those of the current recompute."),
        )


def _figures(components: Integers) -> dict[str, int]:
    return dict(zip(COLUMNS, with_savings(components[:, None])[:, 0].tolist(), strict=True))


def _adopted() -> tuple[FactorSet, FactorBook]:
    factor_set = FactorSet.objects.adopted()
    if factor_set is None:
        raise RecomputeFailed(_("No factor set is published yet. Run `manage.py load_factors`, then start again."))
    figures = [row.figure() for row in factor_set.factors.all()]
    if checksum(figures) != factor_set.checksum:
        raise RecomputeFailed(
            _("%(set)s is not what was published: its factors were changed in the database. Nothing was computed.")
            % {"set": factor_set}
        )
    return factor_set, FactorBook(figures)
