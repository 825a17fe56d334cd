"""Fit the polynomials of the elementary functions and write `symact/elementary/coefficients.json`.

Run `python tools/fit_elementary.py`. Each polynomial is a near-minimax fit (weighted least squares
at Chebyshev nodes, 60 digits, mpmath) whose coefficients are rounded to the type one after the
other, the rest being fitted again each time. The written error is the largest weighted error of the
rounded polynomial over 4000 points, in units of 2^-p with p the bits of the type.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import mpmath
from mpmath import mp, mpf

from symact.ir.rounding import FORMATS, rounded

mp.dps = 60
OUTPUT = Path(__file__).parent.parent / "symact" / "elementary" / "coefficients.json"
Function = Callable[[mpf], mpf]


@dataclass(frozen=True)
class Fit:
    """What is fitted: P(z) of a degree to f(z) on [lo, hi], the error weighted by w(z)."""

    name: str
    f: Function
    weight: Function
    lo: str
    hi: str
    degree: dict[str, int]


def exp_tail(r: mpf) -> mpf:
    """(exp(r) - 1 - r) / r^2."""
    if abs(r) < mpf(10) ** -12:
        return mpf(1) / 2 + r / 6
    return (mpmath.expm1(r) - r) / r**2


def log_tail(f: mpf) -> mpf:
    """(log(1 + f) - f + f^2/2) / f^3."""
    if abs(f) < mpf(10) ** -10:
        return mpf(1) / 3 - f / 4 + f**2 / 5
    return (mpmath.log1p(f) - f + f**2 / 2) / f**3


def atan_tail(w: mpf) -> mpf:
    """(atan(z) - z) / z^3 with w = z^2."""
    z = mpmath.sqrt(w)
    if z < mpf(10) ** -10:
        return -mpf(1) / 3 + w / 5
    return (mpmath.atan(z) - z) / z**3


FITS = (
    Fit("exp", exp_tail, lambda r: r**2, "-0.34658", "0.34658", {"float32": 4, "float64": 9}),
    Fit("expm1", exp_tail, lambda r: r, "-0.34658", "0.34658", {"float32": 5, "float64": 10}),
    Fit("log", log_tail, lambda f: f**2, "-0.2929", "0.4143", {"float32": 7, "float64": 18}),
    Fit("atan", atan_tail, lambda w: w, "0", "0.4357", {"float32": 6, "float64": 17}),
)


def remaining(
    f: Function, w: Function, lo: mpf, hi: mpf, fixed: list[mpf], count: int
) -> list[mpf]:
    """The remaining `count` coefficients of the best fit, the first ones being fixed.

    Weighted least squares at Chebyshev nodes, whose largest error is close to the minimax one.
    """
    start, many = len(fixed), 12 * (count + len(fixed))
    rows, right = [], []
    for k in range(many):
        z = (lo + hi) / 2 - (hi - lo) / 2 * mpmath.cos(mpmath.pi * (k + mpf("0.5")) / many)
        rest = f(z) - (mpmath.polyval(fixed[::-1], z) if fixed else 0)
        rows.append([z ** (start + n) * w(z) for n in range(count)])
        right.append(rest * w(z))
    solution = mpmath.lu_solve(mpmath.matrix(rows), mpmath.matrix(right))
    return [solution[n] for n in range(count)]


def fit(spec: Fit, dtype: str) -> dict[str, object]:
    """The rounded coefficients of one fit and their error."""
    lo, hi = mpf(spec.lo), mpf(spec.hi)
    count = spec.degree[dtype] + 1
    fixed: list[mpf] = []
    for _ in range(count):
        rest = remaining(spec.f, spec.weight, lo, hi, fixed, count - len(fixed))
        fixed.append(mpf(rounded(exact(rest[0]), dtype)))
    points = [lo + (hi - lo) * k / 4000 for k in range(4001)]
    error = max(abs((mpmath.polyval(fixed[::-1], z) - spec.f(z)) * spec.weight(z)) for z in points)
    unit = mpf(2) ** -FORMATS[dtype][0]
    return {
        "interval": [spec.lo, spec.hi],
        "error": float(mpmath.nstr(error / unit, 3)),
        "coefficients": [float(c).hex() for c in fixed],
    }


def exact(value: mpf) -> Fraction:
    """A high-precision number as a fraction."""
    sign, mantissa, exponent, _ = value._mpf_
    return (-1) ** sign * Fraction(int(mantissa)) * Fraction(2) ** exponent


def main() -> None:
    """Fit everything and write the file."""
    found = {f.name: {dtype: fit(f, dtype) for dtype in ("float32", "float64")} for f in FITS}
    OUTPUT.write_text(json.dumps(found, indent=1) + "\n")
    for name, types in found.items():
        for dtype, row in types.items():
            print(f"{name:8} {dtype}: {row['error']} units of 2^-{FORMATS[dtype][0]}")


if __name__ == "__main__":
    main()
