"""The commands: each reads its arguments, calls the driver and shows what came back."""

from __future__ import annotations

import gc
import json
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from symact import __version__, driver
from symact.cli import accuracy, views
from symact.cli.limit import limited
from symact.cli.options import (
    CORES,
    FAILED,
    INTERRUPTED,
    OK,
    STANDARD_OUTPUT,
    WRONG_INPUT,
    Commands,
    Formulas,
    From,
    Json,
    Names,
    Output,
    Processes,
)
from symact.cli.screen import Screen
from symact.errors import InputError, SymactError, UnsupportedError, unknown

app = typer.Typer(
    name="symact",
    cls=Commands,
    help="Activation functions written once, as formulas; everything else is derived and checked.",
    epilog="Exit codes: 0 everything as declared, 1 a check failed, 2 the input is wrong.",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    add_completion=False,
)


COLLECT = 100_000
"""Objects made before the collector looks for cycles: SymPy makes many objects and few cycles."""

FORMATS = ("tex", "pdf", "html")
"""What `docs` can write."""


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> int:
    if version:
        typer.echo(f"symact {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())
    return OK


@app.command()
def build(output: Output = None, processes: Processes = CORES) -> int:
    """The main job, for the whole catalogue: verify every claim, write kernels and pages."""
    screen = Screen()
    with screen.progress() as progress:
        summary = driver.build(output, report=progress, processes=processes)
    views.summary(screen, summary)
    return OK if summary.ok else FAILED


@app.command("list")
def list_(source: From = None) -> int:
    """The catalogue as a table, and the words of formulas."""
    rows = driver.catalogue_rows(driver.library(source))
    views.catalogue(Screen(), rows, driver.formula_words())
    return OK


@app.command(cls=Formulas)
def show(
    subject: Annotated[str, typer.Argument(metavar="NAME|EXPRESSION", help="What to show.")],
    source: From = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_latex: Annotated[bool, typer.Option("--latex", help="Print a LaTeX fragment.")] = False,
) -> int:
    """Formula, derivative, kinks, properties, verdicts and stable form of one activation."""
    screen = Screen()
    if as_json and as_latex:
        raise InputError("choose one of --json and --latex")
    known = driver.library(source)
    with limited("the formula"):
        page = driver.describe(subject.strip(), known)
    if as_json:
        screen.raw(json.dumps(page.to_json(), indent=2, ensure_ascii=False))
    elif as_latex:
        screen.raw(page.latex())
    else:
        views.page(screen, page)
    return OK


@app.command()
def verify(
    names: Names = None,
    source: From = None,
    output: Output = None,
    as_json: Json = None,
    processes: Processes = 1,
) -> int:
    """Judge every claim, and compare each verdict with the recorded one."""
    screen = Screen()
    with screen.progress() as progress:
        verdicts = driver.verify(driver.library(source), names or (), progress, processes)
    text = driver.verdicts_json(verdicts)
    if output is not None:
        driver.verdicts_output(output, verdicts).publish()
    if as_json is not None and as_json != STANDARD_OUTPUT:
        driver.replace_file(Path(as_json), text.encode())
    if as_json == STANDARD_OUTPUT:
        screen.raw(text)
    else:
        views.verdicts(screen, verdicts)
    return OK if all(v.as_expected for v in verdicts) else FAILED


@app.command(cls=Formulas)
def check(
    derivative: Annotated[
        str,
        typer.Argument(
            metavar="DERIVATIVE", help="The derivative claimed; f stands for the function, f(x)."
        ),
    ],
    of: Annotated[
        str,
        typer.Option(
            "--of", metavar="NAME|EXPRESSION", help="The function that it is claimed for."
        ),
    ],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="PARAMETER", help="The derivative is that by a parameter."),
    ] = None,
    source: From = None,
) -> int:
    """Judge one published derivative; the verdict is the first line."""
    with limited("the claim"):
        verdict = driver.check(derivative.strip(), of=of.strip(), by=by, source=source)
    views.judgement(Screen(), verdict)
    return OK if verdict.verdict in ("proved", "convention") else FAILED


@app.command()
def generate(
    context: typer.Context,
    names: Names = None,
    source: From = None,
    output: Output = None,
    max_ulp: Annotated[
        float,
        typer.Option(
            "--max-ulp",
            metavar="BUDGET",
            min=0.5,
            max=1e6,
            help="The error that a kernel may have, in ULP.",
        ),
    ] = 2.0,
    stale: Annotated[
        bool,
        typer.Option(
            "--check", help="Write nothing; exit with 1 and a diff when a kernel is stale."
        ),
    ] = False,
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="Lower everything anew, also what has not changed."),
    ] = False,
    processes: Processes = CORES,
) -> int:
    """Write kernels: an importable package that needs NumPy and llvmlite only."""
    screen = Screen()
    with screen.progress() as progress:
        made = driver.make_kernels(
            driver.library(source), names or (), output, max_ulp, progress, processes, fresh
        )
    for note in made.notes:
        screen.note(note)
    if not stale:
        views.changes(screen, made.publish(), "kernels")
        return OK
    command = shlex.join(["symact", *(a for a in context.obj if a != "--check")])
    return OK if views.freshness(screen, made.difference(), "kernels", command) else FAILED


app.command("accuracy")(accuracy.accuracy)


@app.command()
def bench(
    names: Names = None,
    source: From = None,
    output: Output = None,
    dtype: Annotated[
        list[str] | None,
        typer.Option("--dtype", metavar="float32|float64", help="Of these types only."),
    ] = None,
    sizes: Annotated[
        list[int] | None,
        typer.Option(
            "--size", "-n", metavar="N", min=1, help="Arrays of so many elements, all kernels."
        ),
    ] = None,
    threads: Annotated[
        list[int] | None,
        typer.Option("--threads", metavar="N", min=1, help="With so many threads only."),
    ] = None,
    second: Annotated[
        Path | None,
        typer.Option(
            "--kernels", metavar="DIR", help="A second set, say of `generate --max-ulp 8`, beside."
        ),
    ] = None,
    as_json: Json = None,
) -> int:
    """Measure the speed of the kernels beside that of the libraries that are installed.

    Names, types, sizes and threads narrow the whole plan down; the options may be repeated. The
    page docs/speed.md follows when the file is the checkout's generated/bench.json.
    """
    screen = Screen()
    contest = driver.Contest(dtype or (), sizes or (), threads or (), second)
    with screen.progress() as progress:
        rows = driver.bench(driver.library(source), names or (), contest, progress)
    text = driver.speed_json(rows)
    if output is not None:
        driver.speed_output(output, rows).publish()
    if as_json == STANDARD_OUTPUT:
        screen.raw(text)
        return OK
    views.speed(screen, rows)
    if as_json is not None:
        driver.replace_file(Path(as_json), text.encode())
        if driver.on_record(Path(as_json)):
            views.changes(screen, driver.speed_pages().publish(), "pages")
    return OK


@app.command()
def docs(
    names: Names = None,
    source: From = None,
    output: Output = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format", metavar="tex,pdf,html", help="What to write, separated by commas."
        ),
    ] = "tex,pdf,html",
    processes: Processes = CORES,
) -> int:
    """Write the reference pages: LaTeX, HTML and figures, and a PDF where TeX is installed."""
    screen = Screen()
    wanted = _formats(formats)
    with screen.progress() as progress:
        made = driver.make_pages(
            driver.library(source), names or (), output, wanted, progress, processes
        )
    views.changes(screen, made.publish(), "pages")
    for note in made.notes:
        screen.note(note)
    return OK


def _formats(text: str) -> frozenset[str]:
    chosen = frozenset(part.strip() for part in text.split(","))
    for part in sorted(chosen - set(FORMATS)):
        raise unknown("format", part, FORMATS)
    return chosen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; wrong input is one line, never a traceback."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    gc.set_threshold(COLLECT)  # a seventh of the time of `symact show` went into looking for cycles
    try:
        code = app(args=given, prog_name="symact", standalone_mode=False, obj=given)
        if code == INTERRUPTED:  # typer makes an exit code of Ctrl-C
            raise KeyboardInterrupt
        sys.stdout.flush()
        return OK if code is None else int(code)
    except typer.TyperException as error:
        return _complain(error.format_message(), WRONG_INPUT)
    except (InputError, UnsupportedError) as error:
        return _complain(str(error), WRONG_INPUT)
    except SymactError as error:
        return _complain(str(error), FAILED)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        return _complain(
            f"{error.filename}: {error.strerror}" if error.filename else str(error), WRONG_INPUT
        )
    except KeyboardInterrupt:
        return _complain("stopped; no file was left half written", INTERRUPTED)


def _complain(message: str, code: int) -> int:
    first, *rest = message.splitlines() or [""]
    Screen().note("symact: " + " ".join([first, *rest]), style="red")
    return code
