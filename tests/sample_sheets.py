"""Sheets written by hand for the renderers' tests: every kind of content that a sheet can hold."""

from __future__ import annotations

from sympy import (
    Eq,
    FiniteSet,
    IndexedBase,
    Interval,
    KroneckerDelta,
    Piecewise,
    Rational,
    S,
    Sum,
    Symbol,
    exp,
    log,
    oo,
)  # fmt: skip

from symact.activation import Activation, FirstMaximum, Index, Real, activation
from symact.catalogue import CATALOGUE
from symact.pieces import Piece, Pieces
from symact.sheet import Fact, Kink, Sheet, StableForm
from symact.verdict import Verdict, Witness

x = Symbol("x", real=True)
y = Symbol("y", real=True)
s = Symbol("s", nonnegative=True)
q = Symbol("q", positive=True)
PLACE = "section on this function"


def _sheet(name: str | Activation, derivative: object, **given: object) -> Sheet:
    fields: dict[str, object] = {
        "second_derivative": None, "parameter_derivatives": (), "from_output": None,
        "from_output_note": "", "kinks": (), "smoothness": "C^oo", "facts": (),
        "stable_forms": (), "stable_derivative_forms": (), "verdicts": (), "accuracy": (),
    }  # fmt: skip
    declared = CATALOGUE[name] if isinstance(name, str) else name
    return Sheet(activation=declared, derivative=derivative, **{**fields, **given})  # type: ignore[arg-type]


def _verdict(name: str, claim: str, word: str, printed: str, **given: object) -> Verdict:
    fields: dict[str, object] = {"method": "normal form", "place": PLACE, "printed": printed}
    return Verdict(name, claim, "a web page", word, word, **{**fields, **given})  # type: ignore[arg-type]


def whole(expr: object) -> Pieces:
    """One expression on the whole line."""
    return Pieces(x, (Piece(-oo, oo, S(expr)),), ())


def two(left: object, right: object, at_zero: object) -> Pieces:
    """Two expressions that meet at zero; a value of None leaves it open."""
    value = None if at_zero is None else S(at_zero)
    return Pieces(x, (Piece(-oo, S.Zero, S(left)), Piece(S.Zero, oo, S(right))), (value,))


SIGMOID = _sheet(
    "sigmoid",
    whole(exp(-x) / (1 + exp(-x)) ** 2),
    second_derivative=whole((exp(-x) - 1) * exp(-x) / (1 + exp(-x)) ** 3),
    from_output=y * (1 - y),
    from_output_note="on the whole line; f is nondecreasing",
    facts=(
        Fact("range", Interval.open(0, 1), "proved", "neither end is attained"),
        Fact("limit of f at -oo", S.Zero, "proved"),
        Fact("increasing on", S.Reals, "proved"),
        Fact("largest value of f'", Rational(1, 4), "proved", "at x = 0"),
        Fact("symmetry", "f(-x) = 1 - f(x)", "proved"),
        Fact("zero centred", False, "proved"),
        Fact("zeros", (), "proved"),
        Fact("f of a standard normal variable, variance", "0.04337...", "numerical"),
    ),
    stable_forms=(StableForm("-oo < x < 0", q / (1 + q)), StableForm("0 < x < oo", 1 / (1 + q))),
    stable_derivative_forms=(
        StableForm("-oo < x < 0", q / (1 + q) ** 2), StableForm("0 < x < oo", q / (1 + q) ** 2),
    ),
    verdicts=(
        _verdict("sigmoid", "function", "proved", "1/(1 + exp(-x))"),
        _verdict("sigmoid", "derivative", "proved", "f*(1 - f)"),
        _verdict("sigmoid", "remark: at most 0.25 is left of an error", "proved", ""),
    ),
    accuracy=(
        {
            "activation": "sigmoid", "kernel": "vjp_from_output", "dtype": "float32",
            "variant": "default", "parameters": {}, "inputs": 4294967296, "exhaustive": True,
            "max_ulp": 1.7312, "worst_input": -17.25, "mean_ulp": 0.25, "max_ulp_from_x": 1.6e7,
            "off_by_1000_from_x": 8.25, "reference": "Arb",
        },
    ),
)  # fmt: skip

RELU = _sheet(
    "relu",
    two(0, 1, 0),
    second_derivative=two(0, 0, None),
    kinks=(Kink(S.Zero, S.Zero, S.One, 0, S.Zero, "one of the one-sided limits is 0"),),
    smoothness="C^0",
    stable_forms=(StableForm("x < 0", S.Zero), StableForm("0 < x", s)),
    verdicts=(
        _verdict("relu", "function", "proved", "where(x < 0, 0, x)"),
        _verdict("relu", "function (second form)", "proved", "max(x, 0)"),
        _verdict("relu", "derivative", "convention", "where(x < 0, 0, 1)", points=("x = 0",)),
    ),
)  # fmt: skip

SLOPE = CATALOGUE["leaky_relu"].parameters[0].symbol
LEAKY_RELU = _sheet(
    "leaky_relu",
    two(SLOPE, 1, Piecewise((S.Zero, SLOPE <= 0), (SLOPE, SLOPE <= 1), (S.One, True))),
    parameter_derivatives=(("slope", two(x, 0, 0)),),
    kinks=(
        Kink(S.Zero, SLOPE, S.One, 0, SLOPE, "the one-sided limit of smaller magnitude",
             "C^1 iff slope = 1"),
    ),
    smoothness="C^0",
    accuracy=(
        {
            "activation": "leaky_relu", "kernel": "vjp", "dtype": "float64", "variant": "general",
            "parameters": [{"slope": 0.1}, {"slope": 0.19}], "worst_parameters": {"slope": 0.19},
            "inputs": 9000, "exhaustive": False, "max_ulp": 0.5, "worst_input": -2.5,
            "mean_ulp": 0.25, "reference": "Arb",
        },
    ),
)  # fmt: skip

(_, ALPHA), (_, SCALE) = CATALOGUE["selu"].constants
SELU_PRINTED = (
    r"f'(\alpha,x)=\lambda\left\{\begin{array}{ccc}f(\alpha,x)+\alpha&for&x<0\\"
    r"1&for&x\ge 0\end{array}\right\}"
)
SELU = _sheet(
    "selu",
    two(SCALE * ALPHA * exp(x), SCALE, SCALE),
    second_derivative=two(SCALE * ALPHA * exp(x), 0, None),
    from_output=Piecewise((y + SCALE * ALPHA, y <= 0), (SCALE, True)),
    from_output_note="piece by piece",
    kinks=(
        Kink(S.Zero, SCALE * ALPHA, SCALE, 0, SCALE, "the one-sided limit of smaller magnitude"),
    ),
    smoothness="C^0",
    facts=(Fact("range", Interval.open(-SCALE * ALPHA, oo), "proved"),),
    verdicts=(
        _verdict(
            "selu", "derivative", "refuted", SELU_PRINTED,
            method="Arb separates the two sides",
            witness=Witness("x = -1", "[1.6279 +/- 4e-5]", "[0.6467 +/- 5e-5]"),
            condition="lambda = 1", necessary=True,
            correction="where(x < 0, f + lambda*alpha, lambda)",
        ),
    ),
)  # fmt: skip

softmax = CATALOGUE["softmax"]
k = Index("k")
components = softmax.x
total = Sum(exp(components[Index("j")]), Index("j"))
f = IndexedBase("f", real=True)
SOFTMAX = _sheet(
    "softmax",
    exp(components[softmax.index]) * KroneckerDelta(softmax.index, k) / total
    - exp(components[softmax.index]) * exp(components[k]) / total**2,
    from_output=f[softmax.index] * (KroneckerDelta(softmax.index, k) - f[k]),
    from_output_note="for every length",
    verdicts=(
        _verdict("softmax", "function", "proved", "exp(x[i])/Sum(exp(x[j]), j)"),
        _verdict("softmax", "remark: the components add up to one", "proved", "Sum(f[i], i) = 1"),
    ),
)

maxout = CATALOGUE["maxout"]
MAXOUT = _sheet(
    "maxout",
    FirstMaximum(maxout.x[Index("j")], Index("j"), k),
    smoothness="C^0",
    verdicts=(_verdict("maxout", "derivative", "absent", ""),),
)


@activation(cites="R&D 50% #1 {a_b} ~ ^ \\ <script>")
def odd_words(x: Real) -> object:
    """50% of it & <b>more_of</b> this."""
    return log(1 + exp(x))


ODD_WORDS = _sheet(
    odd_words,
    whole(1 / (1 + exp(-x))),
    facts=(
        Fact("a & b < c_d", "100% {sure} $x$ ~ ^ \\ # \"quoted\"", "definition", "x_y & <i>z</i>"),
        Fact("solutions", FiniteSet(S.Zero, S.One), "proved"),
        Fact("relation", Eq(x, 1, evaluate=False), "convention"),
    ),
)  # fmt: skip

SHEETS = (SIGMOID, RELU, LEAKY_RELU, SELU, SOFTMAX, MAXOUT, ODD_WORDS)
