"""Verify one claim about an activation: bind its words, decide, put the verdict on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sympy import Abs, Expr, Piecewise, Symbol, expand, false

from symact.activation import Activation
from symact.analyse.readable import in_output, readable
from symact.claim import Claim
from symact.derive import derivative, kinks, parameter_derivative, pieces, split
from symact.derive.derivative import agreeing, gap_at
from symact.derive.output_form import OUTPUT as OUTPUT_SYMBOL
from symact.derive.output_form import output_form
from symact.derive.split import NOT_COMPARED
from symact.errors import InputError, OpenSignError, UnsupportedError
from symact.expression import to_text
from symact.pieces import Pieces
from symact.sheet import Kink
from symact.verdict import Verdict
from symact.verify.binding import OUTPUT, Names, fixed_at, names_in, read, subject_of
from symact.verify.by_parameter import ByParameter
from symact.verify.compare import compare
from symact.verify.finding import Finding, shown, together
from symact.verify.properties import hold
from symact.verify.sized import for_every_size
from symact.verify.vector import vector_derivative, vector_function, vector_holds
from symact.verify.witness import loses_value

NO_NAMES: Mapping[str, Expr] = {}


def verify(claim: Claim, activation: Activation, names: Names = NO_NAMES) -> Verdict:
    """The verdict on a claim; `names` are further words that its text formulas may use.

    Raises InputError for a claim whose formulas cannot be read.
    """
    try:
        finding = _find(claim, activation, names)
    except InputError as error:
        raise InputError(f"claim about {activation.name}, {claim.claim}: {error}") from error
    return _verdict(claim, activation, finding)


def _verdict(claim: Claim, activation: Activation, finding: Finding) -> Verdict:
    return Verdict(
        activation=activation.name,
        claim=claim.claim,
        source=str(claim.source),
        verdict=finding.word,
        expected=claim.expected,
        method=finding.method,
        witness=finding.witness,
        condition=finding.condition,
        necessary=finding.necessary,
        points=finding.points,
        correction=finding.correction,
        printed=claim.printed,
        place=claim.place,
    )


def check_text(
    text: str,
    activation: Activation,
    names: Names = NO_NAMES,
    *,
    function: bool = False,
    by: str = "",
) -> Verdict:
    """The verdict on a derivative, or with `function` on a form of the function, given as text.

    With `by` the derivative is that by a parameter. In the text f stands for the function, alone or
    as f(argument); about a function along an axis the words are x_i, x_j, f_i, f_j and delta_ij.
    Raises InputError for a text that is not a formula.
    """
    claim = (
        Claim(activation.name, function=text, printed=text)
        if function
        else Claim(activation.name, derivative=text, printed=text, by=by)
    )
    return _verdict(claim, activation, _find(claim, activation, names))


def _find(claim: Claim, activation: Activation, names: Names) -> Finding:
    if claim.absent:
        return Finding(
            "absent", "no document on record gives one; symact derives it from the formula"
        )
    about = subject_of(claim, activation, names)
    try:
        found = _decide(claim, about, names)
    except UnsupportedError as reason:
        return Finding("undecided", str(reason))
    return replace(found, method=found.method + _at_defaults(activation, about))


def _at_defaults(activation: Activation, about: Activation) -> str:
    """Which parameters the claim does not speak about, in words."""
    free = {p.name for p in about.parameters}
    fixed = [p for p in activation.parameters if p.name not in free]
    if not fixed:
        return ""
    return "; with " + ", ".join(f"{p.name} = {to_text(p.default)}" for p in fixed)


def _decide(claim: Claim, about: Activation, names: Names) -> Finding:
    if claim.holds:
        statements = vector_holds if about.axiswise else hold
        return together(statements(s, about, names) for s in claim.statements)
    if claim.function is not None:
        claimed = read(claim.function, about, names)
        if about.axiswise:
            return vector_function(claimed, about)
        found = for_every_size(claimed, about, _function)
        right = shown(about.expr, about) if found.word == "refuted" else None
        return replace(found, correction=right)
    assert claim.derivative is not None
    claimed = read(claim.derivative, about, names)
    if about.axiswise:
        if claim.by:
            return Finding("undecided", "derivatives by a parameter are decided for one variable")
        return vector_derivative(claimed, about)
    if claim.by:
        return _by_parameter(claimed, about, claim.by)
    found = for_every_size(claimed, about, compare_derivative)
    if found.word != "refuted":
        return found
    uses_output = OUTPUT in names_in(claim.derivative, about, names)
    return replace(found, correction=correction(about, uses_output))


def _function(claimed: Expr, about: Activation) -> Finding:
    if claimed == about.expr:
        return Finding("proved", "it is the same formula")
    return compare(claimed, pieces(about), about)


Values = tuple[Symbol | None, list[Expr], bool]
"""A parameter, values of it with which a corner is none, and whether these are all of them."""


def compare_derivative(claimed: Expr, about: Activation) -> Finding:
    """Whether a formula in x is the derivative, wherever that exists."""
    corners = tuple(k for k in kinks(about) if k.order < 1)
    found = compare(claimed, derivative(about), about, corners, pieces(about))
    if found.word != "convention":
        return found
    gone = [_without_corner(about, k) for k in corners]
    told = [
        f"{about.x} = {to_text(k.at)}: values of {s} without this jump are not all found"
        for k, (s, _, every) in zip(corners, gone, strict=True)
        if not every and s in claimed.free_symbols
    ]
    for values, wrong in _where_it_exists(claimed, about, gone):
        if values.items() <= about.defaults.items():
            return wrong
        assert wrong.witness is not None
        at, right, wrongly = wrong.witness.point, wrong.witness.true, wrong.witness.printed
        told.append(f"{at}: the derivative exists, {right}; {wrongly} here")
    return replace(found, points=(*found.points, *told))


def _where_it_exists(
    claimed: Expr, about: Activation, gone: Sequence[Values]
) -> Iterator[tuple[dict[Expr, Expr], Finding]]:
    """Refutations for values of a parameter that leave no corner: elu has none at alpha = 1.

    There the value at the break is no choice.
    """
    for symbol, values, _ in gone:
        for value in values:
            put = {symbol: value}
            inside = fixed_at(about, put)
            if loses_value(claimed, put) or any(r.xreplace(put) == false for r in about.requires):
                continue
            try:
                found = compare_derivative(claimed.xreplace(put), inside)
            except (UnsupportedError, *NOT_COMPARED):
                continue
            if found.word == "refuted" and found.witness is not None:
                text = f"{symbol} = {to_text(value)}"
                witness = replace(found.witness, point=f"{found.witness.point}, {text}")
                condition = text.replace("=", "!=")
                yield put, replace(found, witness=witness, condition=condition, necessary=True)


def _without_corner(about: Activation, corner: Kink) -> Values:
    """The values for which a corner is none.

    Where those of sin(where(x > 1, x + b, x - 1)) are not all found, those at which the inner jump
    vanishes.
    """
    gap = gap_at(pieces(about), corner)
    symbol, values = agreeing(gap)
    if symbol is not None or corner.order >= 0 or len(gap.free_symbols) != 1:
        return symbol, values, True
    symbol, found = gap.free_symbols.pop(), []
    for inner in about.expr.atoms(Piecewise) - {about.expr}:
        function = split(inner, about.x, about.requires)
        if corner.at in function.breaks:
            found += agreeing(gap_at(function, corner))[1]
    return symbol, list(dict.fromkeys(found)), False


def _by_parameter(claimed: Expr, about: Activation, name: str) -> Finding:
    found = for_every_size(claimed, about, ByParameter(name))
    if found.word != "refuted":
        return found
    try:
        right = in_pieces(readable(parameter_derivative(about, name)), about)
    except OpenSignError:
        return found
    return replace(found, correction=right)


def correction(about: Activation, in_output: bool) -> str | None:
    """The right derivative as text, in terms of f where the claim was and such a form is found.

    None where its cases hang on the size of a parameter.
    """
    if in_output and (form := _in_output(about)) is not None:
        return form
    try:
        return in_pieces(readable(derivative(about)), about)
    except OpenSignError:
        return None


def _in_output(about: Activation) -> str | None:
    try:
        found = output_form(about)
    except UnsupportedError:
        return None
    if found is None:
        return None
    output = Symbol(OUTPUT, real=True)
    h = in_output(found)
    parts = tuple(replace(p, expr=p.expr.xreplace({OUTPUT_SYMBOL: output})) for p in h.pieces)
    return in_pieces(replace(h, x=output, pieces=parts), about)


def in_pieces(function: Pieces, about: Activation) -> str:
    """The expressions of the pieces as text; a break goes to the neighbour that has its value.

    For an output that is a matter of whole intervals: that of relu is 0 for every x below 0. A
    value that neither has is left out. Two pieces that mirror each other at 0 are one formula in
    |x|.
    """
    if (even := _in_distance(function)) is not None:
        return shown(even, about)
    x, text = function.x, shown(function.pieces[-1].expr, about)
    for left, right, value in reversed(
        [*zip(function.pieces, function.pieces[1:], function.values, strict=False)]
    ):
        mine, other = (p.expr.subs(x, left.hi) for p in (left, right))
        below = "<=" if mine == value != other else "<"
        text = f"where({x} {below} {shown(left.hi, about)}, {shown(left.expr, about)}, {text})"
    return text


def _in_distance(function: Pieces) -> Expr | None:
    x = function.x
    if function.breaks != (0,):
        return None
    left, right = (p.expr for p in function.pieces)
    mirrored = left.subs(x, -x, simultaneous=True)
    if x not in right.free_symbols or expand(mirrored - right) != 0:
        return None
    # the left piece keeps its differences: (1 + f)**2 is (1 - |f|)**2
    return left.subs(x, -Abs(x))
