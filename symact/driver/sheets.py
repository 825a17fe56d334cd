"""Sheets: the analysis of one activation put together with the verdicts on what is published."""

from __future__ import annotations

from collections.abc import Sequence

from symact.activation import Activation
from symact.analyse import elementwise_sheet
from symact.analyse.axiswise import axiswise_sheet
from symact.sheet import Sheet
from symact.verdict import Verdict


def sheet_of(activation: Activation, verdicts: Sequence[Verdict] = ()) -> Sheet:
    """The sheet of any activation."""
    build = axiswise_sheet if activation.axiswise else elementwise_sheet
    return build(activation, verdicts)
