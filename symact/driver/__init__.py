"""The driver: the only place where catalogue, claims, engines, targets and renderers meet.

It decides what to compute and where the result goes, and computes nothing itself. Everything it
offers is loaded when it is first used, so that the command line can print its help at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symact.lazy import offer

if TYPE_CHECKING:
    from symact.accuracy.plan import DTYPES as DTYPES
    from symact.accuracy.row import Row as Row
    from symact.bench.row import SpeedRow as SpeedRow
    from symact.driver.accuracy import Wanted as Wanted
    from symact.driver.accuracy import accuracy as accuracy
    from symact.driver.accuracy import rows_json as rows_json
    from symact.driver.api import Derived as Derived
    from symact.driver.api import check as check
    from symact.driver.bench import Contest as Contest
    from symact.driver.bench import bench as bench
    from symact.driver.bench import on_record as on_record
    from symact.driver.bench import speed_json as speed_json
    from symact.driver.bench import speed_output as speed_output
    from symact.driver.bench import speed_pages as speed_pages
    from symact.driver.build import Summary as Summary
    from symact.driver.build import build as build
    from symact.driver.contest import contest as contest
    from symact.driver.contest import contest_text as contest_text
    from symact.driver.contest import put_on_record as put_on_record
    from symact.driver.describe import Page as Page
    from symact.driver.describe import because as because
    from symact.driver.describe import describe as describe
    from symact.driver.kernels import make_kernels as make_kernels
    from symact.driver.library import Library as Library
    from symact.driver.library import library as library
    from symact.driver.listing import CatalogueRow as CatalogueRow
    from symact.driver.listing import catalogue_rows as catalogue_rows
    from symact.driver.listing import formula_words as formula_words
    from symact.driver.pages import make_pages as make_pages
    from symact.driver.tree import Changes as Changes
    from symact.driver.tree import replace_file as replace_file
    from symact.driver.verification import verdicts_json as verdicts_json
    from symact.driver.verification import verdicts_output as verdicts_output
    from symact.driver.verification import verify as verify
    from symact.driver.workers import Reporter as Reporter
    from symact.verdict import Verdict as Verdict

_OFFERED = {
    "symact.accuracy.row": ("Row",),
    "symact.bench.row": ("SpeedRow",),
    "symact.accuracy.plan": ("DTYPES",),
    "symact.driver.accuracy": ("Wanted", "accuracy", "rows_json"),
    "symact.driver.api": ("Derived", "check"),
    "symact.driver.bench": (
        "Contest",
        "bench",
        "on_record",
        "speed_json",
        "speed_output",
        "speed_pages",
    ),
    "symact.driver.build": ("Summary", "build"),
    "symact.driver.contest": ("contest", "contest_text", "put_on_record"),
    "symact.driver.describe": ("Page", "because", "describe"),
    "symact.driver.kernels": ("make_kernels",),
    "symact.driver.library": ("Library", "library"),
    "symact.driver.listing": ("CatalogueRow", "catalogue_rows", "formula_words"),
    "symact.driver.pages": ("make_pages",),
    "symact.driver.tree": ("Changes", "replace_file"),
    "symact.driver.verification": ("verdicts_json", "verdicts_output", "verify"),
    "symact.driver.workers": ("Reporter",),
    "symact.verdict": ("Verdict",),
}

offer(__name__, {name: module for module, names in _OFFERED.items() for name in names})
