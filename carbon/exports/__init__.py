"""Data sets to download: each with its columns, their units and what they mean; one file for each data set."""

from carbon.exports.dataset import Column, Dataset, Scope, stated
from carbon.exports.departments import DEPARTMENTS
from carbon.exports.factors import FACTORS
from carbon.exports.footprints import FOOTPRINTS
from carbon.exports.months import MONTHS
from carbon.exports.not_assessed import NOT_ASSESSED
from carbon.exports.writing import written

DATASETS: dict[str, Dataset] = {each.key: each for each in (DEPARTMENTS, MONTHS, FOOTPRINTS, NOT_ASSESSED, FACTORS)}

__all__ = ["DATASETS", "Column", "Dataset", "Scope", "stated", "written"]
