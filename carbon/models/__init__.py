"""What a recompute reads and writes: factor sets, recomputes, footprints and their rollups."""

from carbon.models.factor_set import Factor, FactorSet
from carbon.models.figures import COLUMNS, FIGURES, bounds_of
from carbon.models.footprint import Footprint
from carbon.models.recompute import NotAssessed, Recompute
from carbon.models.rollup import DepartmentMonth, DepartmentTotal, Extreme

__all__ = [
    "COLUMNS",
    "FIGURES",
    "DepartmentMonth",
    "DepartmentTotal",
    "Extreme",
    "Factor",
    "FactorSet",
    "Footprint",
    "NotAssessed",
    "Recompute",
    "bounds_of",
]
