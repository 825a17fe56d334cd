"""Kernels written by hand for the tests of the numba target: exp, sigmoid, leaky_relu, more."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from pathlib import Path

from symact.ir import (
    Const,
    Documentation,
    Expr,
    Kernel,
    KernelSet,
    Let,
    Op,
    Parameter,
    Program,
    Select,
    Var,
)
from symact.targets.numba import emit

X, G, Y, SLOPE = Var("x"), Var("g"), Var("y"), Var("slope")
ONE, ZERO = Const(Fraction(1)), Const(Fraction(0))
DTYPES = ("float32", "float64")


def op(name: str, *args: Expr) -> Op:
    return Op(name, args)


def exp(name: str, dtype: str) -> Program:
    """exp by Cody and Waite and a Taylor polynomial, good to a few ULP."""
    assert name == "exp"
    single = dtype == "float32"
    shift = Const(Fraction(3, 2) * 2 ** (23 if single else 52))
    high = Fraction("0.693359375") if single else Fraction(0x162E42FEFA3, 2**41)
    low = Fraction("0.693147180559945309417232121458176568") - high
    low_x, high_x = (-104, 89) if single else (-746, 710)
    clamped = op("min", op("max", X, Const(Fraction(low_x))), Const(Fraction(high_x)))
    t, n, r = Var("t"), Var("n"), Var("r")
    log2e = Const(Fraction("1.44269504088896340735992468100189214"), "log2(e)")
    lets = [
        Let("c", clamped),
        Let("t", op("fma", Var("c"), log2e, shift)),
        Let("n", op("sub", t, shift)),
        Let("h", op("fma", n, op("neg", Const(high)), Var("c"))),
        Let("r", op("fma", n, op("neg", Const(low)), Var("h"))),
    ]
    coefficients = [Fraction(1)]
    for k in range(1, 8 if single else 14):
        coefficients.append(coefficients[-1] / k)
    lets.append(Let("p7", Const(coefficients[-1])))
    last = "p7"
    for k, c in enumerate(reversed(coefficients[:-1])):
        lets.append(Let(f"q{k}", op("fma", Var(last), r, Const(c))))
        last = f"q{k}"
    scaled = op("ldexp", Var(last), op("to_int", n))
    infinite = op("eq", X, Const(inf))
    finite = Select(op("ne", X, X), X, Select(infinite, X, scaled))
    return Program((X,), tuple(lets), finite)


def sigmoid() -> KernelSet:
    q = Let("q", op("exp", op("neg", op("abs", X))))
    value = op("div", Select(op("ge", X, ZERO), ONE, Var("q")), op("add", ONE, Var("q")))
    total = Let("total", op("add", ONE, Var("q")))
    slope = op("div", Var("q"), op("mul", Var("total"), Var("total")))
    from_output = op("mul", G, op("mul", Y, op("sub", ONE, Y)))
    programs = {
        "value": Program((X,), (q,), value),
        "derivative": Program((X,), (q, total), slope),
        "vjp": Program((G, X), (q, total), op("mul", G, slope)),
        "vjp_from_output": Program((G, Y), (), from_output),
    }
    kernels = tuple(Kernel("sigmoid", k, d, p) for k, p in programs.items() for d in DTYPES)
    doc = Documentation(
        "Logistic curve from 0 to 1.", "1/(1 + exp(-x))", "f (1 - f)", ("f(-inf) = 0", "f(inf) = 1")
    )
    return KernelSet("sigmoid", kernels, doc)


def leaky_relu() -> KernelSet:
    positive = op("gt", X, ZERO)
    tenth = Const(Fraction(1, 10))

    def programs(slope: Expr, more: tuple[Var, ...]) -> dict[str, Program]:
        nan = Select(op("ne", X, X), X, Select(positive, ONE, slope))
        return {
            "value": Program((X, *more), (), Select(positive, X, op("mul", slope, X))),
            "derivative": Program((X, *more), (), nan),
            "vjp": Program((G, X, *more), (Let("d", nan),), op("mul", G, Var("d"))),
        }

    plain, general = programs(tenth, ()), programs(SLOPE, (SLOPE,))
    sign = Select(op("gt", Y, ZERO), ONE, tenth)
    plain["vjp_from_output"] = Program((G, Y), (), op("mul", G, sign))
    by_slope = Select(positive, op("mul", X, ZERO), X)
    general["vjp_slope"] = Program((G, X, SLOPE), (), op("mul", G, by_slope))
    return KernelSet(
        "leaky_relu",
        tuple(Kernel("leaky_relu", k, d, p) for k, p in plain.items() for d in DTYPES),
        Documentation(
            "A line, and one of small slope below 0.",
            "x if x > 0 else slope x",
            from_output="1 if y > 0 else slope",
        ),
        (Parameter("slope", Fraction(1, 10)),),
        tuple(Kernel("leaky_relu", k, d, p) for k, p in general.items() for d in DTYPES),
    )


def one_operation(name: str, program: Program) -> KernelSet:
    """A program as the value of an activation, in both dtypes."""
    kernels = tuple(Kernel(name, "value", d, program) for d in DTYPES)
    return KernelSet(name, kernels, Documentation(f"The sample {name}."))


def exponential() -> KernelSet:
    return one_operation("exponential", Program((X,), (), op("exp", X)))


def reciprocal() -> KernelSet:
    return one_operation("reciprocal", Program((X,), (), op("div", ONE, X)))


def scaled() -> KernelSet:
    """`x * 2**k`, through a parameter k that is rounded down: for the two ways of ldexp."""
    k = Var("k")
    program = Program((X, k), (), op("ldexp", X, op("to_int", op("floor", k))))
    plain = Program((X,), (), X)
    return KernelSet(
        "scaled",
        tuple(Kernel("scaled", "value", d, plain) for d in DTYPES),
        Documentation("x times a power of two."),
        (Parameter("k", Fraction(0)),),
        tuple(Kernel("scaled", "value", d, program) for d in DTYPES),
    )


def wide() -> KernelSet:
    """One expression far too wide for a line, and words with quotes and backslashes."""
    terms = [op("mul", X, Const(Fraction(k, 7), f"{k}/7")) for k in range(1, 20)]
    total = terms[0]
    for term in terms[1:]:
        total = op("add", op("mul", total, X), term)
        total = op("sub", total, op("abs", op("sub", term, X)))
    words = Documentation(
        'A "wide" sum, ' + "very " * 30 + "long \\ indeed.",
        " + ".join(f"{k} x/7" for k in range(40)),
        "not 'known'",
        ("f(0) = 0",),
        'the "cites"',
    )
    scaled_total = op("mul", total, Var("alpha"))
    plain, general = Program((X,), (), total), Program((X, Var("alpha")), (), scaled_total)
    return KernelSet(
        "wide",
        tuple(Kernel("wide", "value", d, plain) for d in DTYPES),
        words,
        (Parameter("alpha", Fraction(1, 3), "1/3", "alpha > 0"),),
        tuple(Kernel("wide", "value", d, general) for d in DTYPES),
    )


ALL = (sigmoid, leaky_relu, exponential, reciprocal, scaled, wide)


def sets() -> list[KernelSet]:
    return [make() for make in ALL]


def write_package(folder: Path) -> None:
    """Write all samples as the package that the folder's name says."""
    for path, text in emit(sets(), folder.name, exp).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
