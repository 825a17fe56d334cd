"""The driver: the only place where catalogue, claims, engines, targets and renderers meet.

It decides what to compute and where the result goes, and computes nothing itself. Everything
offered here is loaded when it is first used, so that the command line can print its help at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symact.lazy import offer

if TYPE_CHECKING:
    from symact.driver.api import Derived as Derived
    from symact.driver.build import Summary as Summary
    from symact.driver.build import build as build
    from symact.driver.describe import catalogue_rows as catalogue_rows
    from symact.driver.describe import describe as describe
    from symact.driver.kernels import check_kernels as check_kernels
    from symact.driver.kernels import write_kernels as write_kernels
    from symact.driver.library import Library as Library
    from symact.driver.library import library as library
    from symact.driver.pages import write_pages as write_pages
    from symact.driver.tree import Changes as Changes
    from symact.driver.verification import verify as verify
    from symact.driver.workers import Reporter as Reporter

_OFFERED = {
    "symact.driver.api": ("Derived",),
    "symact.driver.build": ("Summary", "build"),
    "symact.driver.describe": ("catalogue_rows", "describe"),
    "symact.driver.kernels": ("check_kernels", "write_kernels"),
    "symact.driver.library": ("Library", "library"),
    "symact.driver.pages": ("write_pages",),
    "symact.driver.tree": ("Changes",),
    "symact.driver.verification": ("verify",),
    "symact.driver.workers": ("Reporter",),
}

offer(__name__, {name: module for module, names in _OFFERED.items() for name in names})
