"""Sheets: the analysis of one activation put together with the verdicts on what is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from symact.activation import Activation
from symact.analyse import elementwise_sheet
from symact.analyse.axiswise import axiswise_sheet
from symact.derive.advice import with_advice
from symact.driver.text import rebuilt
from symact.sheet import Sheet
from symact.verdict import Verdict


def sheet_of(
    activation: Activation,
    verdicts: Sequence[Verdict] = (),
    accuracy: tuple[dict[str, Any], ...] = (),
) -> Sheet:
    """The sheet of any activation, with the errors of its kernels where they are on record.

    A sheet is the same whether it was made here or came from a worker. Raises UnsupportedError for
    a formula outside the class, with what to declare where the size of a parameter decides.
    """
    build = axiswise_sheet if activation.axiswise else elementwise_sheet
    with with_advice(activation):
        sheet = build(activation, verdicts)
    return replace(rebuilt(sheet), accuracy=accuracy)
