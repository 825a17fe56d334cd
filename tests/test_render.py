"""Pages: their notation, what they say, their form, and that they never change by chance."""

from __future__ import annotations

import hashlib
import math
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sympy
from sample_sheets import (
    ALPHA,
    LEAKY_RELU,
    RELU,
    SCALE,
    SELU,
    SELU_PRINTED,
    SHEETS,
    SIGMOID,
    SOFTMAX,
    q,
    s,
    two,
    whole,
    x,
)  # fmt: skip
from sympy import (
    Abs,
    And,
    Eq,
    Expr,
    FiniteSet,
    Interval,
    Max,
    Rational,
    S,
    Symbol,
    atan,
    erf,
    exp,
    expand,
    log,
    oo,
    pi,
    sqrt,
    tanh,
)  # fmt: skip

from symact.activation import FirstMaximum, Index
from symact.catalogue import CATALOGUE
from symact.constants import named
from symact.errors import InputError, UnsupportedError
from symact.pieces import Piece, Pieces
from symact.render import DOCUMENT, latex_fragment, pdf, render
from symact.render.content import page
from symact.render.curves import Curve, Dot, plot
from symact.render.html import mathml
from symact.render.latex import latex
from symact.render.quoted import printed, quoted
from symact.render.tex import escaped
from symact.sheet import Fact, Kink

f, alpha, beta = Symbol("f", real=True), Symbol("alpha", positive=True), Symbol("beta", real=True)
slope = LEAKY_RELU.activation.parameters[0].symbol
softmax, maxout = CATALOGUE["softmax"], CATALOGUE["maxout"]

NOTATION = [
    (1 / (1 + exp(-x)), r"\frac{1}{1 + e^{-x}}"),
    (exp(-x) / (1 + exp(-x)) ** 2, r"\frac{e^{-x}}{(1 + e^{-x})^{2}}"),
    (f * (1 - f), "f (1 - f)"),
    (-f * (f - 1), "f (1 - f)"),
    (1 - f**2, "1 - f^{2}"),
    (1 / (1 + x**2), r"\frac{1}{1 + x^{2}}"),
    (-2 * x / (1 + x**2) ** 2, r"-\frac{2 x}{(1 + x^{2})^{2}}"),
    (s * (1 + 2 * q) / (1 + 2 * q + 2 * q**2), r"\frac{s (1 + 2 q)}{1 + 2 q + 2 q^{2}}"),
    (s + log(1 + q) - log(2), r"s + \log(1 + q) - \log(2)"),
    (exp(x) - 1, "e^{x} - 1"),
    (x**2 - 3 * x - 1, "x^{2} - 3 x - 1"),
    (exp(-(x**2) / 2) / sqrt(2 * pi), r"\frac{e^{-x^{2}/2}}{\sqrt{2 \pi}}"),
    (sqrt(2 / pi), r"\sqrt{\frac{2}{\pi}}"),
    (erf(x / sqrt(2)), r"\operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)"),
    (x * tanh(log(1 + exp(x))), r"x \tanh(\log(1 + e^{x}))"),
    (tanh(x) ** 2, r"\tanh^{2}(x)"),
    (atan(x) / 10, r"\frac{\arctan(x)}{10}"),
    (exp(-alpha * x / beta), r"e^{-\alpha x/\beta}"),
    (slope * x, r"\text{slope}\,x"),
    (3 * S(2) ** x, r"3 \cdot 2^{x}"),
    (Abs(x) ** Rational(2, 3), r"\left|x\right|^{2/3}"),
    (Max(x, 0) ** 2, r"\max(x, 0)^{2}"),
    (sqrt(x**2 + 4) / 2, r"\frac{\sqrt{4 + x^{2}}}{2}"),
    (sympy.Function("softplus")(x), r"\operatorname{softplus}(x)"),
    (sympy.Function("sigmoid")(x) * sympy.Function("Phi")(x), r"\Phi(x) \sigma(x)"),
    (softmax.expr, r"\frac{e^{x_{i}}}{\sum_{j=1}^{n} e^{x_{j}}}"),
    (maxout.expr, r"\max_{j} x_{j}"),
    (CATALOGUE["relu"].expr,
     r"\begin{cases} x & \text{for } x > 0 \\ 0 & \text{for } x \le 0 \end{cases}"),
    (Interval.Lopen(-oo, 0), r"\left(-\infty, 0\right]"),
    (FiniteSet(S.Zero, S.One), r"\left\{0, 1\right\}"),
    (FirstMaximum(maxout.x[Index("j")], Index("j"), Index("k")),
     r"\left[k = \operatorname{argmax}_{j} x_{j}\right]"),
    (Eq(slope, 1), r"\text{slope} = 1"),
    (And(x > 0, x <= 1), r"x > 0 \text{ and } x \le 1"),
    (-oo, r"-\infty"),
]  # fmt: skip


@pytest.mark.parametrize(("expr", "expected"), NOTATION, ids=[e for _, e in NOTATION])
def test_notation(expr: object, expected: str) -> None:
    assert latex(expr) == expected


def test_the_order_of_terms_does_not_depend_on_how_a_sum_was_made() -> None:
    terms = [S.One, 2 * q, 2 * q**2, q * s, -s]
    assert len({latex(sympy.Add(*terms[k:], *terms[:k])) for k in range(5)}) == 1


PIECES = [
    (two(0, 1, 0), r"0 & \text{for } x \le 0 \\ 1 & \text{for } x > 0"),
    (two(0, 1, 1), r"0 & \text{for } x < 0 \\ 1 & \text{for } x \ge 0"),
    (two(0, 1, None),
     r"0 & \text{for } x < 0 \\ \text{undefined} & \text{for } x = 0 \\ 1 & \text{for } x > 0"),
    (two(0, 0, None), r"0 & \text{for } x \ne 0 \\ \text{undefined} & \text{for } x = 0"),
    (Pieces(x, (Piece(-oo, -S.One, S.Zero), Piece(-S.One, S.One, S.One), Piece(S.One, oo, S.Zero)),
            (S.Zero, S.One)),
     r"0 & \text{for } x \le -1 \\ 1 & \text{for } -1 < x \le 1 \\ 0 & \text{for } x > 1"),
]  # fmt: skip


@pytest.mark.parametrize(("pieces", "rows"), PIECES, ids=[r for _, r in PIECES])
def test_pieces_say_where_each_holds(pieces: Pieces, rows: str) -> None:
    assert latex(pieces) == rf"\begin{{cases}} {rows} \end{{cases}}"


def test_conditions_begin_with_x() -> None:
    low = Symbol("low", real=True)
    assert latex(low > x) == r"x < \text{low}"


def test_breaks_at_which_nothing_changes_are_left_out() -> None:
    ends = [(-oo, -S.One, x), (-S.One, S.One, S.Zero), (S.One, oo, S.Zero)]
    pieces = Pieces(x, tuple(Piece(*end) for end in ends), (S.Zero, S.Zero))
    rows = r"x & \text{for } x < -1 \\ 0 & \text{for } x \ge -1"
    assert latex(pieces) == rf"\begin{{cases}} {rows} \end{{cases}}"


def test_pieces_that_agree_everywhere_are_one_formula() -> None:
    assert latex(two(0, 0, 0)) == "0"
    assert latex(whole(exp(x))) == "e^{x}"


def test_a_value_that_depends_on_a_parameter_has_a_row_for_each_case() -> None:
    text = latex(LEAKY_RELU.derivative)
    assert r"0 & \text{for } x = 0, \; \text{slope} \le 0" in text
    assert r"x = 0, \; \text{slope} > 0 \text{ and } \text{slope} \le 1" in text


CONSTANTS = SELU.activation.constants
SELU_FORMS: list[tuple[Expr, str]] = [
    (SCALE * ALPHA * exp(x), r"\alpha \lambda e^{x}"),
    (expand(SCALE * ALPHA * (exp(x) - 1)), r"\alpha \lambda (e^{x} - 1)"),
    (f + expand(SCALE * ALPHA), r"f + \alpha \lambda"),
    (1 / SCALE, r"\frac{1}{\lambda}"),
    (SCALE / 2, r"\frac{\lambda}{2}"),
]


@pytest.mark.parametrize(("expr", "expected"), SELU_FORMS, ids=[e for _, e in SELU_FORMS])
def test_named_numbers_are_known_in_every_form(expr: Expr, expected: str) -> None:
    assert latex(expr, CONSTANTS) == expected


def test_a_number_that_is_almost_a_named_one_keeps_its_own_form() -> None:
    near = SCALE + Rational(1, 10**60)
    shown = named(near * x, CONSTANTS).subs(Symbol("lambda", real=True), SCALE)
    assert abs((shown / x - near).evalf(80)) < 1e-75


QUOTED = [
    ("1/(1 + exp(-x))", r"\frac{1}{1 + e^{-x}}"),
    ("lambda*where(x < 0, f + alpha, 1)",
     r"\lambda \begin{cases} f + \alpha & \text{for } x < 0 \\ 1 & \text{otherwise} \end{cases}"),
    ("a - (b - c)", "a - (b - c)"),
    ("a - b - c", "a - b - c"),
    ("(a**b)**c", "(a^{b})^{c}"),
    ("-x**2", "-x^{2}"),
    ("(-x)**2", "(-x)^{2}"),
    ("x*(a + b)**2", "x (a + b)^{2}"),
    ("1e-30*x", "10^{-30} x"),
    ("lambda = 1", r"\lambda = 1"),
    ("-1 < x <= 0", r"-1 < x \le 0"),
    ("f[i]*(delta(i, j) - f[j])", r"f_{i} (\delta_{ij} - f_{j})"),
    ("the value is large", None),
    ("__import__('os')", None),
    ("x.y", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUOTED, ids=[t for t, _ in QUOTED])
def test_quoted_formulas_keep_their_own_order(text: str, expected: str | None) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [r"\input{secret}", r"\frac{1}{x", r"\left( x", "50% of x", "$x$", "x^{2}^3", r"\alpha_",
     r"\begin{array}{c}x\end{cases}", r"\write18{ls}", "some words", "x & y"],
)  # fmt: skip
def test_latex_that_may_not_compile_is_quoted_as_typed(text: str) -> None:
    assert printed(text) is None


@pytest.mark.parametrize("text", ["f'(x)=1-f(x)^2", r"\frac{e^x-e^{-x}}{e^x+e^{-x}}", SELU_PRINTED])
def test_latex_of_a_document_stays_as_it_is(text: str) -> None:
    assert printed(text) == text.replace("&for&", r"&\text{for}&")


def test_every_formula_is_balanced(formulas: list[str]) -> None:
    for text in formulas:
        assert text.count("{") == text.count("}"), text
        assert len(re.findall(r"\\left\b", text)) == len(re.findall(r"\\right\b", text)), text
        assert text.count(r"\begin") == text.count(r"\end"), text


def test_every_formula_is_mathml(formulas: list[str]) -> None:
    for text in formulas:
        tree = ElementTree.fromstring(mathml(text, block=True))
        assert tree.tag == "math"
        assert "\\" not in "".join(tree.itertext()), text


@pytest.fixture(scope="module")
def formulas() -> list[str]:
    own = [latex(a.expr, a.constants) for a in CATALOGUE.values()]
    derived = [latex(sheet.derivative, sheet.activation.constants) for sheet in SHEETS]
    return [*own, *derived, *(expected for _, expected in NOTATION)]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render(SHEETS, ("tex", "html"))


def test_the_files_are_those_of_the_sheets(files: dict[str, bytes]) -> None:
    names = {sheet.activation.name for sheet in SHEETS}
    expected = {f"{DOCUMENT}.tex", "symact-sheet.sty"}
    expected |= {"index.html", "errata.html", "style.css"}
    for name in names:
        expected |= {f"fragments/{name}.tex", f"{name}.html", f"figures/{name}.svg"}
    assert set(files) == expected
    assert set(render(SHEETS, ("tex",))) == {p for p in expected if p.endswith((".tex", ".sty"))}


def test_an_unknown_format_is_an_input_error() -> None:
    with pytest.raises(InputError, match="'htm'; did you mean 'html'"):
        render(SHEETS, ("htm",))


def test_a_changed_sheet_changes_its_own_pages_alone(files: dict[str, bytes]) -> None:
    changed = replace(RELU, derivative=two(0, 2, 0))
    again = render([changed if sheet is RELU else sheet for sheet in SHEETS], ("tex", "html"))
    different = {path for path in files if files[path] != again[path]}
    assert different == {"fragments/relu.tex", "relu.html", "figures/relu.svg"}


def test_pages_do_not_depend_on_the_hash_seed(files: dict[str, bytes], run, root: Path) -> None:  # type: ignore[no-untyped-def]
    program = (
        "import hashlib; from sample_sheets import SHEETS; from symact.render import render\n"
        "files = render(SHEETS, ('tex', 'html'))\n"
        "print(hashlib.sha256(b'|'.join(files[p] for p in sorted(files))).hexdigest())"
    )
    own = hashlib.sha256(b"|".join(files[p] for p in sorted(files))).hexdigest()
    done = run("-W", "ignore", "-c", program, cwd=root / "tests", PYTHONHASHSEED="4711")
    assert done.stdout.strip() == own, done.stderr


def test_no_page_names_a_host_a_date_or_a_script(files: dict[str, bytes]) -> None:
    names = ("http://www.w3.org/",)  # names of XML dialects, which nothing fetches
    for path, content in files.items():
        text = content.decode()
        hosts = [u for u in re.findall(r"https?://[^\s\"'<>]+", text) if not u.startswith(names)]
        assert not hosts, path
        assert "<script" not in text, path
        assert "matplotlib" not in text.replace("matplotlib.axis", ""), path
        if path.endswith((".html", ".svg")):
            assert not re.search(r"\b20\d\d-\d\d-\d\d\b", text), path


class _Outline(HTMLParser):
    """What a test asks of a page: that tags nest, and where images and tables stand."""

    EMPTY = frozenset({"meta", "link", "img", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_well_formed_and_accessible(files: dict[str, bytes]) -> None:
    for path in (p for p in files if p.endswith(".html")):
        outline = _Outline()
        outline.feed(files[path].decode())
        assert outline.open == [], path
        tags = [tag for tag, _ in outline.seen]
        assert ("html", {"lang": "en"}) in outline.seen
        assert all(given.get("alt") for tag, given in outline.seen if tag == "img")
        assert all(given.get("scope") for tag, given in outline.seen if tag == "th")
        assert tags.count("h1") == 1
        assert tags.count("table") == tags.count("caption")
        links = {str(given["href"]).split("#")[0] for tag, given in outline.seen if tag == "a"}
        assert links - {""} <= set(files), path
        images = {str(given["src"]) for tag, given in outline.seen if tag == "img"}
        assert images <= set(files), path


def test_figures_are_xml_with_a_name(files: dict[str, bytes]) -> None:
    for sheet in SHEETS:
        root = ElementTree.fromstring(files[f"figures/{sheet.activation.name}.svg"])
        assert root.get("role") == "img"
        assert (root.get("aria-label") or "").startswith("Graph of")


def test_words_of_a_sheet_are_words_on_every_page(files: dict[str, bytes]) -> None:
    web = files["odd_words.html"].decode()
    assert "&lt;script&gt;" in web
    assert "<i>z" not in web
    fragment = files["fragments/odd_words.tex"].decode()
    assert r"100\% \{sure\} \$" in fragment
    assert r"R\&D 50\% \#1 \{a\_b\}" in fragment


def test_escaping_leaves_no_special_character_of_latex() -> None:
    rest = re.sub(r"\\[a-z]+\{\}|\\[{}$&%#_]|\$\\[a-z]+\$", "", escaped('\\{}$&%#_^~<>|"±∞≤≥'))
    assert rest == ""


def test_an_erratum_is_set_apart_with_all_that_is_known() -> None:
    fragment = latex_fragment(SELU)
    box = fragment[
        fragment.index(r"\begin{symacterratum}") : fragment.index(r"\end{symacterratum}")
    ]
    for part in ("f(\\alpha,x)+\\alpha", r"f + \alpha \lambda", r"\lambda = 1", "x = -1",
                 r"1.6279 \,\pm\, 4 \cdot 10^{-5}", r"0.6467"):  # fmt: skip
        assert part in box
    assert "symacterratum" not in latex_fragment(RELU)


def test_a_page_names_every_part_of_its_sheet() -> None:
    keys = [section.key for section in page(SIGMOID).sections]
    assert keys == [
        "definition",
        "derivative",
        "kinks",
        "properties",
        "stable",
        "claims",
        "accuracy",
    ]
    fragment = latex_fragment(SIGMOID)
    for part in ("f' = f (1 - f)", r"\symacthow{numerical}", r"\symactverdict{proved}",
                 r"\frac{q}{(1 + q)^{2}}", "all $2^{32}$"):  # fmt: skip
        assert part in fragment


def test_a_page_says_what_a_saturated_output_costs_and_which_parameters_are_worst() -> None:
    assert "beyond 1,000 ULP from x = 8.25 on" in latex_fragment(SIGMOID)
    assert "slope = 0.19, the worst of 2" in latex_fragment(LEAKY_RELU)


def test_a_softmax_page_has_its_jacobian() -> None:
    fragment = latex_fragment(SOFTMAX)
    assert r"\frac{\partial f_{i}}{\partial x_{k}} = f_{i} (\delta_{ik} - f_{k})" in fragment
    assert "$x_{2} = 0$ and $x_{3} = 1$ held fixed" in fragment


def test_a_fact_of_an_unknown_kind_is_refused() -> None:
    sheet = replace(SIGMOID, facts=(Fact("odd", 1.5, "proved"),))
    with pytest.raises(UnsupportedError, match="float"):
        page(sheet)


def _at(curve: Curve, t: float) -> float:
    for segment in curve.segments:
        for (a, ya), (b, yb) in pairwise(segment):
            if a <= t <= b:
                return ya + (yb - ya) * (t - a) / (b - a)
    raise AssertionError(f"nothing is drawn at {t}")


def test_a_smooth_curve_is_drawn_within_its_tolerance() -> None:
    drawn = plot(SIGMOID)
    assert len(drawn.function.segments) == len(drawn.derivative.segments) == 1
    assert drawn.function.dots == drawn.derivative.dots == ()
    for k in range(-50, 51):
        true = 1 / (1 + math.exp(-k / 10))
        assert abs(_at(drawn.function, k / 10) - true) < 3e-3
        assert abs(_at(drawn.derivative, k / 10) - true * (1 - true)) < 3e-3


def test_a_straight_line_needs_two_points_and_a_jump_two_dots() -> None:
    drawn = plot(RELU)
    assert drawn.function.segments == (((-5.0, 0.0), (0.0, 0.0), (5.0, 5.0)),)
    assert drawn.derivative.segments == (((-5.0, 0.0), (0.0, 0.0)), ((0.0, 1.0), (5.0, 1.0)))
    assert drawn.derivative.dots == (Dot(0.0, 0.0, True), Dot(0.0, 1.0, False))


def test_a_jump_of_the_function_itself_is_left_open_on_one_side() -> None:
    kink = Kink(S.Zero, S.Zero, S.Zero, -1, S.Zero, "a jump")
    step = replace(RELU, activation=CATALOGUE["perceptron"], kinks=(kink,), derivative=two(0, 0, 0))
    drawn = plot(step)
    assert drawn.function.dots == (Dot(0.0, 0.0, False), Dot(0.0, 1.0, True))
    assert drawn.derivative.dots == ()


@pytest.mark.parametrize(
    ("far", "near"), [(x + 100, 1), (x + 10**6, 1), (10**6 * x + 10**7, 10**6)]
)
def test_a_curve_beyond_the_frame_is_said_to_be(far: sympy.Expr, near: int) -> None:
    """LaTeX of a function above 600 throughout ended in a traceback."""
    about = replace(SIGMOID.activation, expr=far)
    sheet = replace(SIGMOID, activation=about, derivative=whole(sympy.Integer(near)))
    said = latex_fragment(sheet)
    assert "$f$ lies beyond the frame." in said
    assert ("$f'$ lies beyond the frame." in said) == (near > 6)
    assert said.count(r"\addlegendentry") == (far == x + 100) + (near == 1)
    assert render([sheet], {"html"})
    assert "beyond the frame" not in latex_fragment(SIGMOID)


def test_a_curve_stops_where_it_leaves_the_real_numbers() -> None:
    drawn = plot(replace(SIGMOID, derivative=whole(1 / x)))
    assert [segment[0][0] < 0 for segment in drawn.derivative.segments] == [True, False]
    assert max(abs(y) for y in drawn.y_range) <= 7


def test_a_parameter_without_a_value_is_named() -> None:
    with pytest.raises(UnsupportedError, match="mystery"):
        plot(replace(SIGMOID, derivative=whole(Symbol("mystery") * x)))


def test_a_component_of_softmax_is_drawn_against_its_own_score() -> None:
    drawn = plot(SOFTMAX)
    for t in (-4.0, 0.0, 2.5):
        p = math.exp(t) / (math.exp(t) + 1 + math.e)
        assert abs(_at(drawn.function, t) - p) < 3e-3
        assert abs(_at(drawn.derivative, t) - p * (1 - p)) < 3e-3


def test_the_largest_component_is_drawn_with_its_tie() -> None:
    entry = FirstMaximum(maxout.x[Index("j")], Index("j"), Index("k"))
    drawn = plot(replace(SOFTMAX, activation=maxout, derivative=entry))
    assert drawn.function.segments == (((-5.0, 1.0), (1.0, 1.0), (5.0, 5.0)),)
    assert drawn.derivative.dots == (Dot(1.0, 0.0, False), Dot(1.0, 1.0, True))


def test_without_an_engine_there_is_a_plain_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert pdf.engine() is None
    assert f"{DOCUMENT}.pdf" not in render(SHEETS[:1], ("pdf",))
    assert "pdflatex" in pdf.NO_ENGINE


GOLDEN = {"selu.tex": "fragments/selu.tex", "softmax.html": "softmax.html"}


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_pages_are_the_golden_ones(name: str, files: dict[str, bytes], root: Path) -> None:
    """After a wanted change: SYMACT_UPDATE_GOLDEN=1 pytest tests/test_render.py; read the diff."""
    golden = root / "tests" / "golden" / "render" / name
    if os.environ.get("SYMACT_UPDATE_GOLDEN") == "1":
        golden.write_bytes(files[GOLDEN[name]])
    assert files[GOLDEN[name]].decode() == golden.read_text(encoding="utf-8")


needs_tex = pytest.mark.skipif(pdf.engine() is None, reason=pdf.NO_ENGINE)


@needs_tex
def test_the_document_compiles_cleanly_and_repeatably(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    engine = pdf.engine()
    assert engine is not None
    sources = {path: c for path, c in files.items() if path.endswith((".tex", ".sty"))}
    made = pdf.compiled_in(tmp_path, sources, f"{DOCUMENT}.tex", engine)
    log = made.with_suffix(".log").read_text(errors="replace")
    assert "Overfull" not in log
    assert "undefined" not in log.replace(r"\text {undefined}", "")
    assert "LaTeX Warning" not in log
    assert made.read_bytes() == pdf.compiled(sources, f"{DOCUMENT}.tex", engine)


@needs_tex
def test_a_fragment_fits_into_another_document(files: dict[str, bytes]) -> None:
    engine = pdf.engine()
    assert engine is not None
    own = (
        r"\documentclass[twocolumn]{article}\usepackage{symact-sheet}"
        r"\renewcommand{\symactsection}[1]{\subsection{#1}}"
        r"\begin{document}\input{fragments/sigmoid}\end{document}"
    )
    made = pdf.compiled({**files, "notes.tex": own.encode()}, "notes.tex", engine)
    assert made.startswith(b"%PDF")


@needs_tex
def test_a_latex_error_is_quoted_with_its_line() -> None:
    engine = pdf.engine()
    assert engine is not None
    broken = b"\\documentclass{article}\n\\begin{document}\n\\nosuchthing\n\\end{document}\n"
    with pytest.raises(pdf.LatexError, match=r"Undefined control sequence.*l\.3"):
        pdf.compiled({"broken.tex": broken}, "broken.tex", engine)
