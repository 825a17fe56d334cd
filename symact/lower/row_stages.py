"""One function along an axis as stages: rows shifted by their maximum, sums compensated.

Exponentials exp(c x_j) are computed as exp(c x_j - |c| m), m the largest x_j (for c < 0, the
largest -x_j). That is done where the expression is shown to be the same for every number m, by the
zero test and by nothing else. How much precision a kernel carries is in `symact.lower.row_ways`.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

import sympy
from sympy import Add, Expr, Indexed, Mul, S, Sum, Symbol

from symact.activation import LENGTH, Activation, FirstMaximum, Maximum
from symact.derive.axiswise import SCALAR_COTANGENT, apart, column
from symact.derive.contraction import contract, put
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.ir import Const, Op, Select, Var
from symact.ir import Expr as IRExpr
from symact.ir import row_stages as ir
from symact.ir.row_stages import AxisKernel, Element, Shape, Stage
from symact.ir.scalar import DType
from symact.lower.arithmetic import const, mul
from symact.lower.direct import number
from symact.lower.doubleword import Double, Writer
from symact.lower.guarded import Guarded
from symact.lower.row_powers import POSITION, UNIT, Powers, unshifted
from symact.lower.row_scale import ONE, ScaledRow, sized
from symact.lower.row_ways import PARTS, Way, guarded_way, one_sign, shared, way_for
from symact.lower.shift import (
    DEVIATIONS,
    DISTANCES,
    LARGEST,
    ORIGIN,
    POWERS,
    Shifted,
    centred,
    divided,
    factored,
    has_rows,
    shifted,
)  # fmt: skip
from symact.lower.singleword import Closing, Plain


class Lowering:
    """Turns one expression into the stages of a kernel."""

    def __init__(
        self,
        activation: Activation,
        kind: str,
        dtype: DType,
        operands: tuple[tuple[str, Shape], ...],
        shape: Shape,
    ) -> None:
        self.activation, self.kind, self.shape = activation, kind, shape
        self.dtype: DType = dtype
        self.operands = operands
        self.stages: list[Stage] = []
        self.names: dict[Expr, str] = {}
        self.double: set[str] = set()
        self.triple: set[str] = set()
        self.margins: dict[str, str] = {}
        self.doubt: Element | None = None
        self.scaled: ScaledRow | None = None
        self.way: Way
        self.powers: Powers

    def kernel(self, expr: Expr) -> AxisKernel:
        """The checked kernel of the expression, with one for rows in doubt where it has doubts."""
        form = sized(shifted(expr, self.activation.x), self.activation.x)
        cheap = None if self.shape == "matrix" else guarded_way(form, self.dtype)
        if cheap is None:
            return self._in(way_for(form, self.dtype), form, expr)
        start = (self.activation, self.kind, self.dtype, self.operands, self.shape)
        careful = Lowering(*start)._in(way_for(form, self.dtype), form, expr)
        found = self._in(cheap, form, expr, careful)
        return careful if found.doubt is None else found

    def _in(
        self, way: Way, form: Shifted, expr: Expr, careful: AxisKernel | None = None
    ) -> AxisKernel:
        """The kernel in a way; `careful` is that for rows in doubt."""
        self.way = way
        if form.degree is not None:
            self.scaled = ScaledRow(str(self.activation.x.label), form, way.arithmetic, self._new)
            self.names[ONE] = self.scaled.down
            for stage in self.scaled.stages():
                self._stage(stage)
        self.powers = Powers(str(self.activation.x.label), form, way)
        centring = form.rate != 0 and not way.guarded
        moved = centred(form.expr, column(self.activation)) if centring else None
        for stage in self.powers.stages(at_first=moved is not None):
            self._stage(stage)
        self.names[LARGEST] = self.powers.largest
        found = form.expr if moved is None else moved
        result = self._matrix(found) if self.shape == "matrix" else self._single(found)
        made = AxisKernel(
            self.activation.name, self.kind, self.dtype, self.way.arithmetic, self.operands,
            ir.in_few_passes(self.stages), result, self.shape, to_text(expr), self.doubt,
            None if self.doubt is None else careful, self.doubt is not None and way.alike,
        )  # fmt: skip
        ir.check_kernel(made)
        return made

    def _stage(self, stage: Stage) -> None:
        self.stages.append(stage)
        if f"{stage.name}_low" in stage.results:
            self.double.add(stage.name)
        if f"{stage.name}_rest" in stage.results:
            self.triple.add(stage.name)

    def _single(self, expr: Expr) -> Element:
        """The result at one position, or the one number."""
        writer = self.way.results() if has_rows(expr) else self.way.numbers()
        if isinstance(writer, Closing):
            found = self._closing(divided(expr), writer)
        else:
            form = factored(expr)
            atom = has_rows(form) or isinstance(form, Sum | Maximum)
            value = self._value(form, writer, "") if atom else self._of_numbers(form, writer)
            found = writer.rounded(value)
        if isinstance(writer, Guarded):
            self.doubt = writer.doubted(value)
        if self.way.name == "raised":
            self.doubt = self.powers.doubt(Var(self.names[shared(form)]))
        return writer.element(Double(self._with_nan(expr, self._unscaled(found))))

    def _unscaled(self, value: IRExpr) -> IRExpr:
        return value if self.scaled is None else self.scaled.back(value)

    def _closing(self, expr: Expr, writer: Closing) -> IRExpr:
        """A result in one word: of its factors only sums need two, and they come last."""
        if not expr.is_Mul:
            return writer.rounded(self._value(expr, writer, ""))
        if expr.args[0] == -1:
            return Op("neg", (self._closing(-expr, writer),))
        sums = [f for f in expr.args if f.is_Add and has_rows(f)]
        rows, numbers = self._factors(Mul(*(f for f in expr.args if f not in sums)), writer, "")
        words = [Double(row.high) for row in rows]
        values = [self._value(s, writer, "") for s in sums]
        return writer.rounded(reduce(writer.product, [*words, *numbers, *values]))

    def _with_nan(self, expr: Expr, found: IRExpr) -> IRExpr:
        """The result, or NaN where the row whose maximum is looked for holds one."""
        for first in sorted(expr.atoms(FirstMaximum), key=sympy.default_sort_key):
            largest = Var(self._at(first))
            found = Select(Op("eq", (largest, largest)), found, largest)
        return found

    def _matrix(self, expr: Expr) -> Element:
        """The entry at a line and a column: a case for the diagonal, one for the rest."""
        i, k = self.activation.index, column(self.activation)
        assert i is not None
        writer = self.way.elements()
        off = writer.rounded(self._value(factored(contract(apart(expr))), writer, f"_{k.label}"))
        on = writer.rounded(self._value(factored(contract(put(expr, k, i))), writer, ""))
        entry = Select(Var(ir.DIAGONAL, "bool"), on, off)
        return writer.element(Double(self._unscaled(entry)))

    # values of expressions

    def _value(self, expr: Expr, writer: Writer, suffix: str) -> Double:
        """An expression over rows, numbers and reductions."""
        if expr.is_Rational:
            return writer.constant(Fraction(int(expr.p), int(expr.q)))
        if not expr.free_symbols:
            return Double(number(expr))
        if expr == LENGTH:
            return Double(Var(ir.LENGTH))
        if isinstance(expr, FirstMaximum):
            return self._first(expr)
        if isinstance(expr, Indexed):
            return self._row(expr, writer, suffix)
        if expr in (SCALAR_COTANGENT, LARGEST, ORIGIN, ONE):
            return Double(Var(self.names.get(expr, str(expr))))
        if isinstance(expr, Sum | Maximum):
            return self._variable(self._reduced(expr))
        if expr.is_Mul and expr.args[0] == -1:
            return writer.neg(self._value(-expr, writer, suffix))
        if not has_rows(expr):
            return self._variable(self._hoisted(expr))
        return self._operation(expr, writer, suffix)

    def _operation(self, expr: Expr, writer: Writer, suffix: str) -> Double:
        if expr.is_Mul:
            return self._product(expr, writer, suffix)
        if expr.is_Add:
            return self._added(expr, writer, suffix)
        if isinstance(expr, sympy.exp):
            return self._exp(expr, writer, suffix)
        if isinstance(expr, sympy.log):
            part = self._value(expr.args[0], writer, suffix)
            if self.powers.relative and isinstance(expr.args[0], Sum):
                return writer.log_over(part, Var(UNIT))
            return writer.log_words(part) if self.way.name == "double" else writer.log(part)
        if expr.is_Pow and (2 * expr.exp).is_Integer:
            return writer.half_power(self._value(expr.base, writer, suffix), int(2 * expr.exp))
        raise UnsupportedError(f"there is no kernel form along an axis for {expr.func.__name__}")

    def _added(self, expr: Expr, writer: Writer, suffix: str) -> Double:
        """A sum; of a result, the terms without rows are one number, which is added last."""
        terms = list(expr.args)
        fixed = [t for t in terms if not has_rows(t)]
        if isinstance(writer, Closing) and fixed:
            terms = [*(t for t in terms if has_rows(t)), Add(*fixed)]
        total, *others = (self._value(t, writer, suffix) for t in terms)
        for other in others[:-1]:
            total = writer.add(total, other)
        return writer.last(total, *others[-1:])

    def _exp(self, expr: Expr, writer: Writer, suffix: str) -> Double:
        """An exponential that no shift was found for, or needed; a row of them is a stage.

        So that the result, and whether it is in doubt, share it.
        """
        if not has_rows(expr) or self.shape == "matrix":
            exponent = self._value(expr.args[0], writer, suffix)
            return unshifted(exponent, writer, self.way)
        if expr not in self.names:
            words = self.way.elements()
            value = unshifted(self._value(expr.args[0], words, ""), words, self.way)
            self._named(expr, "e", "row", words.element(value, double=True))
        return self._variable(self.names[expr])

    def _product(self, expr: Expr, writer: Writer, suffix: str) -> Double:
        rows, numbers = self._factors(expr, writer, suffix)
        return reduce(writer.mul, [*rows, *numbers])

    def _factors(
        self, expr: Expr, writer: Writer, suffix: str
    ) -> tuple[list[Double], list[Double]]:
        """Those without rows as one number computed once a row; a cotangent apart, and last.

        Times a small one the number, times a large one a small output would lose digits.
        """
        every = Mul.make_args(expr)
        fixed = [f for f in every if not has_rows(f) and f != SCALAR_COTANGENT]
        moving = sorted((f for f in every if has_rows(f)), key=sympy.default_sort_key)
        numbers = [Mul(*fixed)] * bool(fixed) + [SCALAR_COTANGENT] * (SCALAR_COTANGENT in every)
        rows, others = ([self._value(f, writer, suffix) for f in fs] for fs in (moving, numbers))
        return rows, others

    def _variable(self, name: str, suffix: str = "") -> Double:
        low = Var(f"{name}_low{suffix}") if name in self.double else None
        margin = Var(self.margins[name]) if name in self.margins else None
        rest = Var(f"{name}_rest") if name in self.triple else None
        return Double(Var(f"{name}{suffix}"), low, margin, rest)

    def _row(self, expr: Indexed, writer: Writer, suffix: str) -> Double:
        at_column = suffix and expr.indices[0] == column(self.activation)
        end = "_k" if at_column else ""
        if expr.base == DISTANCES:
            return self.powers.distance(writer, end)
        if expr.base == DEVIATIONS:
            return writer.add(Double(Var(f"g{end}")), Double(Op("neg", (Var(str(ORIGIN)),))))
        if self.scaled is not None and expr.base == self.activation.x:
            return self._variable(self.scaled.row, end)
        return self._variable(str(expr.base.label), end)

    def _first(self, expr: FirstMaximum) -> Double:
        at = Var(f"at_{self._position(expr)}", "bool")
        return Double(Select(at, Const(Fraction(1)), Const(Fraction(0))))

    # stages made on the way

    def _hoisted(self, expr: Expr) -> str:
        """The name of a number computed once a row."""
        if expr not in self.names:
            writer = self.way.numbers()
            value = self._of_numbers(expr, writer)
            self._named(expr, "c", "number", writer.element(value, double=True))
            if value.margin is not None:
                self._margin(self.names[expr], writer.spelt_out(value.margin))
        return self.names[expr]

    def _margin(self, name: str, margin: IRExpr) -> None:
        """A number beside a number: the margin of every sum with it."""
        element = Plain(self.way.arithmetic).element(Double(margin))
        self.margins[name] = f"{name}_margin"
        means = f"what a sum with {name} has to exceed"
        self._stage(Stage(self.margins[name], "number", element, means=means))

    def _of_numbers(self, expr: Expr, writer: Writer) -> Double:
        """A number of numbers, in one program."""
        if expr.is_Mul:
            return reduce(writer.mul, [self._of_numbers(f, writer) for f in expr.args])
        if expr.is_Add:
            total = self._of_numbers(expr.args[0], writer)
            for term in expr.args[1:]:
                total = writer.add(total, self._of_numbers(term, writer))
            return total
        if expr.is_Pow and (2 * expr.exp).is_Integer:
            return writer.half_power(self._of_numbers(expr.base, writer), int(2 * expr.exp))
        if (expr.is_Function or expr.is_Pow) and not isinstance(expr, Maximum | FirstMaximum):
            return self._operation(expr, writer, "")
        return self._value(expr, writer, "")

    def _reduced(self, expr: Expr) -> str:
        """The name of a sum or a maximum over the row."""
        if expr not in self.names:
            writer = self.way.terms() if isinstance(expr, Sum) else self.way.elements()
            value = self._value(_body(expr), writer, "")
            what: ir.What = self.way.summing
            if isinstance(expr, Maximum):
                what, value = "max", Double(writer.rounded(value))
            words = isinstance(expr, Sum)
            element = writer.element(value, double=words, cleared=not words)
            self._named(expr, "s" if words else "m", what, element, _body(expr))
            if self.way.guarded and isinstance(expr, Sum) and not one_sign(_body(expr)):
                self._sized(self.names[expr], _body(expr))
        return self.names[expr]

    def _sized(self, name: str, term: Expr) -> None:
        """The margin of a sum whose terms may cancel: a part of what they add up to in size.

        What a sum in two words of float64 loses is out of sight; there it is a part of the sum.
        """
        part = const(PARTS[self.way.name])
        if self.way.name == "lean":
            return self._margin(name, mul(part, Op("abs", (Var(name),))))
        writer = Plain(self.way.arithmetic)
        size = Op("abs", (writer.rounded(self._value(term, writer, "")),))
        means = f"abs({self._words(term)})"
        self._stage(Stage(f"{name}_size", "plain sum", writer.element(Double(size)), means=means))
        return self._margin(name, mul(part, Var(f"{name}_size")))

    def _position(self, expr: FirstMaximum) -> str:
        """The name of the position of a first maximum."""
        key = FirstMaximum(*expr.args[:2], S.Zero)
        if key not in self.names:
            self._named(key, POSITION, "first", self._of_body(expr), _body(expr))
        return self.names[key]

    def _at(self, expr: FirstMaximum) -> str:
        """The name of the value at a first maximum, NaN where the row holds one."""
        key = FirstMaximum(*expr.args[:2], S.One)
        if key not in self.names:
            position = self._position(expr)
            self._named(key, "m", "at", self._of_body(expr), _body(expr), position)
        return self.names[key]

    def _of_body(self, expr: Expr) -> Element:
        writer = self.way.elements()
        return writer.element(Double(writer.rounded(self._value(_body(expr), writer, ""))))

    def _named(
        self,
        key: Expr,
        letter: str,
        what: ir.What,
        element: Element,
        term: Expr | None = None,
        at: str = "",
    ) -> None:
        """Make a stage for an expression, of which it runs over a term."""
        means = self._words(key if term is None else term)
        self.names[key] = self._new(letter)
        self._stage(Stage(self.names[key], what, element, at, means))

    def _words(self, expr: Expr) -> str:
        """An expression as a person writes it, in the names of rows and numbers."""
        known: dict[Expr, Expr] = {key: Symbol(name) for key, name in self.names.items()}
        if self.powers.relative:
            known |= {s: Symbol(n) / Symbol(UNIT) for s, n in self.names.items() if s.has(POWERS)}
        found = expr.xreplace(known)
        rows: dict[Expr, Expr] = {c: Symbol(str(c.base.label)) for c in found.atoms(Indexed)}
        for c in rows:
            if c.base == DISTANCES:
                rows[c] = self.powers.distance_of(Symbol(self.powers.x))
            elif c.base == DEVIATIONS:
                rows[c] = Symbol("g") - ORIGIN
        return to_text(found.xreplace(rows))

    def _new(self, letter: str) -> str:
        taken = {s.name for s in self.stages} | {name for name, _ in self.operands}
        numbered = (f"{letter}{n}" for n in range(2, 1000))
        return next(n for n in (letter, *numbered) if n not in taken)


def _body(expr: Expr) -> Expr:
    """What a sum or maximum runs over."""
    return factored(expr.function if isinstance(expr, Sum) else expr.args[0])


__all__ = ["Lowering"]
