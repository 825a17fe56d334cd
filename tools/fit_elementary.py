"""Fit the polynomials of the elementary functions and write `symact/elementary/coefficients.json`.

Run `python tools/fit_elementary.py [NAME...]`. Each polynomial is the minimax one for its weight
(Remez's exchange in 600-bit ball arithmetic); its coefficients are rounded to the type one after
the other, from the constant one, and the rest is fitted again each time. The error written beside
them is the largest weighted error of the rounded polynomial on the grid, in units of 2^-p for p
bits.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import flint
from flint import arb, arb_mat, arb_poly

from symact.elementary.formats import leading_bits
from symact.ir.rounding import FORMATS, rounded

BITS = 600
GRID = 1500
ROUNDS = 12
POINTS = 160
LAWSON_ROUNDS = 30
TANH_REACH = {"float32": "9.5", "float64": "19.5"}
TANH_DEGREES = {"float32": (2, 3), "float64": (5, 6)}
"""Of N and D in x^2, where tanh(x/2) is nearly x N/D."""
OUTPUT = Path(__file__).resolve().parent.parent / "symact" / "elementary" / "coefficients.json"
Function = Callable[[arb], arb]
Balls = list[arb]


@dataclass(frozen=True)
class Fit:
    """P(z), of a degree per type, is fitted to f(z) on an interval per type, with a weight."""

    name: str
    f: Function
    weight: Function
    interval: dict[str, tuple[str, str]]
    degree: dict[str, int]
    two_words: bool = False
    """Whether the constant coefficient has two words; the first is then 4 bits short, so that its
    difference from a sum in its own binade or the next is exact."""


def same(lo: str, hi: str) -> dict[str, tuple[str, str]]:
    """One interval for both types."""
    return {"float32": (lo, hi), "float64": (lo, hi)}


def exp_tail(r: arb) -> arb:
    """(exp(r) - 1 - r) / r^2."""
    return (r.expm1() - r) / r**2


def log_tail(f: arb) -> arb:
    """(log(1 + f) - f + f^2/2) / f^3."""
    return (f.log1p() - f + f**2 / 2) / f**3


def log1p_bend(x: arb) -> arb:
    """(log(1 + x) - x) / x^2."""
    return (x.log1p() - x) / x**2


def atanh_tail(w: arb) -> arb:
    """(2 atanh(z) - 2 z) / z^3 with w = z^2."""
    z = w.sqrt()
    return 2 * (z.atanh() - z) / z**3


def tanh_tail(w: arb) -> arb:
    """(tanh(z) - z) / z^3 with w = z^2."""
    z = w.sqrt()
    return (z.tanh() - z) / z**3


def sin_tail(w: arb) -> arb:
    """(sin(z) - z) / z^3 with w = z^2."""
    z = w.sqrt()
    return (z.sin() - z) / z**3


def cos_tail(w: arb) -> arb:
    """(cos(z) - 1 + z^2/2) / z^4 with w = z^2."""
    return (w.sqrt().cos() - 1 + w / 2) / w**2


def atan_tail(w: arb) -> arb:
    """(atan(z) - z) / z^3 + 1/4 with w = z^2."""
    z = w.sqrt()
    return (z.atan() - z) / z**3 + arb(1) / 4


def erf_tail(w: arb) -> arb:
    """erf(z)/z - 1 + w/4 with w = z^2."""
    z = w.sqrt()
    return z.erf() / z - 1 + w / 4


def erf_log(u: arb) -> arb:
    """log(erfc(s)) with s = u + 1."""
    return (u + 1).erfc().log()


def scaled_erfc(v: arb) -> arb:
    """exp(s^2) erfc(s) (s + 2) with 1/(s + 2) = v + 13/64."""
    t = v + arb(13) / 64
    s = 1 / t - 2
    return (s**2).exp() * s.erfc() / t


def mills(s: arb) -> arb:
    """exp(s^2/2) Phi(-s)."""
    return (s**2 / 2).exp() * (s / arb(2).sqrt()).erfc() / 2


def scaled_mills(v: arb) -> arb:
    """(s + 3) exp(s^2/2) Phi(-s) with 1/(s + 3) = v + 3/32."""
    t = v + arb(3) / 32
    return mills(1 / t - 3) / t


def tail_bend(shift: int | str) -> Function:
    """M(s)/t - 1 with t = (shift/4)/(s + shift) = v + 1/8."""

    def bend(v: arb) -> arb:
        t = v + arb(1) / 8
        return mills(arb(shift) / 4 / t - arb(shift)) / t - 1

    return bend


def short_mills(shift: arb) -> Function:
    """(s + shift) exp(s^2/2) Phi(-s) as a function of s/(s + shift) - 3/8."""

    def ratio(v: arb) -> arb:
        s = shift * (v + arb(3) / 8) / (arb(5) / 8 - v)
        return mills(s) * (s + shift)

    return ratio


# each weight is what an error of the polynomial does to the result, near 1 in units of it
FITS = (
    Fit("exp", exp_tail, lambda r: r**2 * (-r).exp(), same("-0.3466", "0.3466"),
        {"float32": 4, "float64": 9}),
    Fit("expm1", exp_tail, lambda r: r**2 / r.expm1(), same("-0.3466", "0.3466"),
        {"float32": 5, "float64": 10}),
    Fit("log", log_tail, lambda f: f**3 / f.log1p(), {"float32": ("-0.33334", "0.33334")},
        {"float32": 7}),
    Fit("log1p", log_tail, lambda f: f**3 / f.log1p(), {"float32": ("-0.25001", "0.50001")},
        {"float32": 7}),
    Fit("atanh", atanh_tail, lambda w: w.sqrt() ** 3 / (2 * w.sqrt().atanh()),
        {"float64": ("0", "0.04001")}, {"float64": 6}),
    Fit("log1p_unit", log1p_bend, lambda x: x**2 / x.log1p(), {"float32": ("0", "1")},
        {"float32": 8}),
    Fit("log1p_unit", atanh_tail, lambda w: w.sqrt() ** 3 / (2 * w.sqrt().atanh()),
        {"float64": ("0", "0.1112")}, {"float64": 9}),
    Fit("tanh", tanh_tail, lambda w: w.sqrt() ** 3 / w.sqrt().tanh(),
        {"float32": ("0", "1"), "float64": ("0", "0.5626")}, {"float32": 6, "float64": 12}),
    Fit("sin", sin_tail, lambda w: w.sqrt() ** 3 / w.sqrt().sin(), same("0", "0.6169"),
        {"float32": 2, "float64": 5}),
    Fit("cos", cos_tail, lambda w: w**2 / w.sqrt().cos(), same("0", "0.6169"),
        {"float32": 2, "float64": 5}),
    Fit("atan", atan_tail, lambda w: w.sqrt() ** 3 / w.sqrt().atan(), same("0", "1"),
        {"float32": 8, "float64": 19}),
    Fit("erf", erf_tail, lambda w: w.sqrt() / w.sqrt().erf(), same("0", "1"),
        {"float32": 6, "float64": 14}),
    Fit("erf_log", erf_log, lambda u: (u + 1).erfc(),
        {"float32": ("0", "3"), "float64": ("0", "5")}, {"float32": 8, "float64": 22}),
    Fit("erfc", scaled_erfc, lambda v: 1 / scaled_erfc(v),
        {"float32": ("-0.14063", "0.296875"), "float64": ("-0.17844", "0.296875")},
        {"float32": 10, "float64": 26}, two_words=True),
    Fit("phi", scaled_mills, lambda v: 1 / scaled_mills(v),
        {"float32": ("-0.04188", "0.23959"), "float64": ("-0.07341", "0.23959")},
        {"float32": 10, "float64": 25}, two_words=True),
    Fit("phi_tail", tail_bend("2.25"), lambda v: 1 / (1 + tail_bend("2.25")(v)),
        {"float32": ("-0.09464", "0.125")}, {"float32": 10}),
    Fit("phi_tail", tail_bend("2.5"), lambda v: 1 / (1 + tail_bend("2.5")(v)),
        {"float64": ("-0.11216", "0.125")}, {"float64": 26}),
    Fit("phi_fast", short_mills(arb("4.25")), lambda v: 1 / short_mills(arb("4.25"))(v),
        {"float32": ("-0.375", "0.41803")}, {"float32": 7}),
    Fit("phi_fast", short_mills(arb(5)), lambda v: 1 / short_mills(arb(5))(v),
        {"float64": ("-0.375", "0.52722")}, {"float64": 21}),
)  # fmt: skip


def grid(lo: arb, hi: arb) -> list[arb]:
    """Chebyshev nodes, which crowd at the ends as the extrema of an error do, but none near 0.

    The other coefficients are fitted to a function over z^k, which has a pole there.
    """
    steps = ((arb(2 * k + 1) / (2 * GRID)).cos_pi() for k in range(GRID))
    nodes = [((lo + hi) / 2 - (hi - lo) / 2 * c).mid() for c in steps]
    return [z for z in nodes if abs(z) > (hi - lo) / 4096]


def remez(points: list[arb], target: list[arb], weights: list[arb], count: int) -> list[arb]:
    """The `count` coefficients of the polynomial with the least weighted error."""
    n = len(points)
    chosen = sorted({round((n - 1) * k / count) for k in range(count + 1)})
    found: list[arb] = []
    for _ in range(ROUNDS):
        rows = [
            [points[i] ** k for k in range(count)] + [(-1) ** j / weights[i]]
            for j, i in enumerate(chosen)
        ]
        solution = arb_mat(rows).solve(arb_mat([[target[i]] for i in chosen]))
        found = [solution[k, 0].mid() for k in range(count)]
        fresh = alternation(weighted(points, target, weights, found), count + 1)
        if len(fresh) < count + 1 or fresh == chosen:
            break
        chosen = fresh
    return found


def weighted(points: Balls, target: Balls, weights: Balls, coefficients: Balls) -> list[float]:
    """The weighted errors of a polynomial on the grid."""
    polynomial = arb_poly(coefficients)
    rows = zip(points, target, weights, strict=True)
    return [float((t - polynomial(z)) * w) for z, t, w in rows]


def alternation(errors: list[float], count: int) -> list[int]:
    """`count` places where the error has its largest values with alternating signs."""
    runs: list[int] = []
    for i, e in enumerate(errors):
        if runs and (errors[runs[-1]] > 0) == (e > 0):
            if abs(e) > abs(errors[runs[-1]]):
                runs[-1] = i
        else:
            runs.append(i)
    while len(runs) > count:
        sizes = [abs(errors[i]) for i in runs]
        k = min(range(len(runs)), key=sizes.__getitem__)
        if len(runs) == count + 1 or k in (0, len(runs) - 1):
            runs.pop(0 if sizes[0] < sizes[-1] else -1)
        else:  # the smallest goes with a neighbour, so that signs still alternate
            j = k if sizes[k + 1] < sizes[k - 1] else k - 1
            del runs[j : j + 2]
    return runs


def fit(spec: Fit, dtype: str) -> dict[str, object]:
    """The rounded coefficients of one fit and their error."""
    lo, hi = (arb(end) for end in spec.interval[dtype])
    points = grid(lo, hi)
    values = [spec.f(z) for z in points]
    weights = [abs(spec.weight(z)).mid() for z in points]
    fixed: list[float] = []
    for k in range(spec.degree[dtype] + 1):
        # what the rounded coefficients leave over, divided by z^k: the polynomial of the others
        done = arb_poly([arb(c) for c in fixed])
        rest = [(v - done(z)) / z**k for z, v in zip(points, values, strict=True)]
        scaled = [abs(w * z**k) for z, w in zip(points, weights, strict=True)]
        best = remez(points, rest, scaled, spec.degree[dtype] + 1 - k)
        if spec.two_words and k == 0:
            high = leading_bits(exact(best[0]), FORMATS[dtype][0] - 4)
            low = rounded(exact(best[0]) - high, dtype)
            values = [v - low for v in values]
            best[0] = arb(float(high))
        fixed.append(rounded(exact(best[0]), dtype))
    error = max(map(abs, weighted(points, values, weights, [arb(c) for c in fixed])))
    return {
        **({"constant_low": low.hex()} if spec.two_words else {}),
        "interval": list(spec.interval[dtype]),
        "error": float(f"{error * 2.0 ** FORMATS[dtype][0]:.3g}"),
        "coefficients": [c.hex() for c in fixed],
    }


def half_tanh(numerator: list[float], denominator: list[float], x: arb) -> arb:
    """tanh(x) = 2 P D / (D^2 + P^2) from a quotient P/D = x N(x^2) / D(x^2) near tanh(x/2)."""
    n, d = (arb_poly([arb(c) for c in part])(x**2) for part in (numerator, denominator))
    return 2 * x * n * d / (d**2 + (x * n) ** 2)


def fit_half_tanh(dtype: str) -> dict[str, object]:
    """N and D of tanh_fast, by least squares with Lawson's weights.

    An error of t = tanh(x/2) counts (1 - t^2)/(1 + t^2) times in tanh(x), and its square counts.
    """
    (above, below), reach = TANH_DEGREES[dtype], arb(TANH_REACH[dtype])
    points = [reach * (1 - (arb(2 * k + 1) / (4 * POINTS)).cos_pi()) for k in range(POINTS)]
    half = [(x / 2).tanh() for x in points]
    floor = arb(2) ** -(FORMATS[dtype][0] // 2 - 1)
    counts = [max(((1 - t**2) / (1 + t**2)).mid(), floor) for t in half]
    lawson, den = [1.0] * POINTS, [arb(1)] * POINTS
    best: tuple[float, list[float], list[float]] = (1.0, [], [])
    for _ in range(LAWSON_ROUNDS):
        rows, right = [], []
        for x, t, count, weight, d in zip(points, half, counts, lawson, den, strict=True):
            w, scale = x**2, arb(weight).sqrt() * count / d
            ratio = t / x
            row = [w**j / ratio for j in range(above + 1)] + [-(w**j) for j in range(1, below + 1)]
            rows.append([scale * v for v in row])
            right.append([scale])
        matrix = arb_mat(rows)
        turned = matrix.transpose()
        solution = (turned * matrix).solve(turned * arb_mat(right))
        parts = [solution[k, 0].mid() for k in range(above + below + 1)]
        n, d = parts[: above + 1], [arb(1), *parts[above + 1 :]]
        fitted = arb_poly(d)
        den = [fitted(x**2) for x in points]
        sizes = [
            float(abs((x * arb_poly(n)(x**2) / e / t - 1) * c))
            for x, t, c, e in zip(points, half, counts, den, strict=True)
        ]
        numbers = [[rounded(exact(c), dtype) for c in part] for part in (n, d)]
        error = max(float(abs(half_tanh(*numbers, x) / x.tanh() - 1)) for x in points)
        best = min(best, (error, *numbers))
        total = sum(w * e for w, e in zip(lawson, sizes, strict=True)) / POINTS
        lawson = [w * e / total + 1e-9 for w, e in zip(lawson, sizes, strict=True)]
    return {
        "interval": ["0", TANH_REACH[dtype]],
        "error": float(f"{best[0] * 2.0 ** FORMATS[dtype][0]:.3g}"),
        "coefficients": [c.hex() for c in best[1]],
        "denominator": [c.hex() for c in best[2]],
    }


def exact(value: arb) -> Fraction:
    """A midpoint as a fraction."""
    mantissa, exponent = value.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def main() -> None:
    """Fit everything, or what is named, and write the file."""
    flint.ctx.prec = BITS
    names = [*dict.fromkeys(f.name for f in FITS), "tanh_fast"]
    named = sys.argv[1:] or names
    found = json.loads(OUTPUT.read_text(encoding="utf-8"))
    found = {name: {} if name in named else found[name] for name in names}
    for f in [f for f in FITS if f.name in named]:
        found[f.name] |= {dtype: fit(f, dtype) for dtype in f.degree}
    if "tanh_fast" in named:
        found["tanh_fast"] = {dtype: fit_half_tanh(dtype) for dtype in FORMATS}
    OUTPUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for name, types in found.items():
        for dtype, row in types.items():
            print(f"{name:8} {dtype}: {row['error']} units of 2^-{FORMATS[dtype][0]}")


if __name__ == "__main__":
    main()
