"""The PDF of the reference document, compiled in a temporary folder by the TeX that is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from symact.errors import SymactError

NO_ENGINE = (
    "no PDF: none of lualatex, pdflatex, latexmk and tectonic is installed; "
    "on Debian, `apt install texlive-latex-recommended texlive-pictures "
    "texlive-fonts-recommended lmodern` gives pdflatex"
)
"""What to tell a reader where no TeX engine is found."""

_TIMEOUT = 600
_OPTIONS = ("-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape")


class LatexError(SymactError):
    """LaTeX stopped; the message quotes its first error."""


@dataclass(frozen=True)
class Engine:
    """A program that makes a PDF, its options, and how often it has to run."""

    program: str
    options: tuple[str, ...]
    runs: int


ENGINES = (
    Engine("pdflatex", _OPTIONS, 3),
    Engine("lualatex", _OPTIONS, 3),
    Engine("latexmk", ("-pdf", *_OPTIONS), 1),
    Engine("tectonic", ("--keep-logs", "--untrusted"), 1),
)
"""In order of preference: pdflatex is the fastest and writes the same bytes for the same input."""


def engine(candidates: Sequence[Engine] = ENGINES) -> Engine | None:
    """The first TeX engine that is installed; None (see NO_ENGINE) where there is none."""
    return next((e for e in candidates if shutil.which(e.program)), None)


def compiled(files: Mapping[str, bytes], main: str, using: Engine) -> bytes:
    """The PDF of a LaTeX document given as relative paths and contents.

    Raises LatexError when LaTeX stops or takes longer than ten minutes.
    """
    with tempfile.TemporaryDirectory(prefix="symact-tex-") as name:
        return compiled_in(Path(name), files, main, using).read_bytes()


def compiled_in(folder: Path, files: Mapping[str, bytes], main: str, using: Engine) -> Path:
    """The same in a given folder, where the engine's log stays; the path of the PDF."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for _ in range(using.runs):
        _run(using, main, folder)
    return (folder / main).with_suffix(".pdf")


def _run(using: Engine, main: str, folder: Path) -> None:
    command = [using.program, *using.options, main]
    # a fixed date, so that the same sources give the same bytes
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "0",
        "FORCE_SOURCE_DATE": "1",
        "max_print_line": "1000",
    }
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=_TIMEOUT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise LatexError(f"{using.program} took longer than {_TIMEOUT} s on {main}") from late
    if done.returncode != 0:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise LatexError(f"{using.program} stopped on {main}: {first_error(said)}")


def first_error(log: str) -> str:
    """The first error of a LaTeX run, with the line that it names."""
    lines = log.splitlines()
    start = next((n for n, t in enumerate(lines) if re.match(r"!|error:|.+:\d+: ", t)), None)
    if start is None:
        return lines[-1] if lines else "it said nothing"
    where = next((t for t in lines[start + 1 : start + 12] if re.match(r"l\.\d+", t)), "")
    return f"{lines[start].lstrip('! ')} {where}".strip()
