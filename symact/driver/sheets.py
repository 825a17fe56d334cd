"""Sheets: the analysis of one activation put together with the verdicts on what is published."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from symact.activation import Activation
from symact.analyse import elementwise_sheet
from symact.analyse.axiswise import axiswise_sheet
from symact.sheet import Sheet
from symact.verdict import Verdict


def sheet_of(
    activation: Activation,
    verdicts: Sequence[Verdict] = (),
    accuracy: tuple[dict[str, Any], ...] = (),
) -> Sheet:
    """The sheet of any activation, with the errors of its kernels where they are on record.

    Formulas are as SymPy builds them again from their parts, so that a sheet is the same whether it
    was made here or came from a worker: (3 + 2 x)/6, held together, comes back as 1/2 + x/3.
    """
    build = axiswise_sheet if activation.axiswise else elementwise_sheet
    sheet: Sheet = pickle.loads(pickle.dumps(build(activation, verdicts)))
    return replace(sheet, accuracy=accuracy)
