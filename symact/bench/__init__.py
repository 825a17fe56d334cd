"""Speed, measured side by side with the libraries that a user could pick instead.

`plan` says which kernels are measured at which sizes and in which layouts, `table` which function
of each library is which activation, `peers` how a library's function is called, and `measure` times
them all in turns on the same data.
"""

from symact.bench.host import processor, versions
from symact.bench.measure import measure
from symact.bench.peers import LIBRARIES, available, prepare_process
from symact.bench.plan import DTYPES, KERNELS, Case, Subject, cases
from symact.bench.row import SpeedRow, rows_of, text_of
from symact.bench.table import TABLE

__all__ = [
    "DTYPES",
    "KERNELS",
    "LIBRARIES",
    "TABLE",
    "Case",
    "SpeedRow",
    "Subject",
    "available",
    "cases",
    "measure",
    "prepare_process",
    "processor",
    "rows_of",
    "text_of",
    "versions",
]
