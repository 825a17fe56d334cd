"""The text of a kernel, read from its file once and checked against what runs."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from tokenize import TokenError


@cache
def statements(function):
    """The names of a kernel's arguments, and its statements.

    Raises RuntimeError where the file no longer holds the function: a file that was replaced under
    the running process has another function's text at these lines.
    """
    try:
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    except (OSError, SyntaxError, TokenError, ValueError):
        tree = None
    if tree is None or _meaning(_compiled(tree)) != _meaning(function.__code__):
        raise replaced(function.__module__)
    return [a.arg for a in tree.args.args], tree.body


def replaced(module):
    """The error for a module whose file is not what this process has imported."""
    return RuntimeError(f"{module} was replaced while this process ran; start Python afresh")


def _compiled(tree):
    """The code of a function's text."""
    module = compile(ast.Module([tree], []), "<kernel>", "exec")
    return next(c for c in module.co_consts if inspect.iscode(c))


def _meaning(code):
    """What a function does, wherever it stands."""
    return code.co_name, code.co_varnames, code.co_names, code.co_consts, code.co_code
