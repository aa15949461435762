"""Files of other programs, read into proposals: bytes in, plain values out, nothing kept and nothing decided.

`read_report` reads hardware reports; `inventory.readers.spreadsheet` reads asset registers.
"""

from inventory.readers.hardware import read_report
from inventory.readers.refusal import Refused
from inventory.readers.report import Report

__all__ = ["Refused", "Report", "read_report"]
