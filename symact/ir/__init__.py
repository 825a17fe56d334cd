"""The small intermediate representation that lowering freezes formulas into. No SymPy here."""

from symact.ir.scalar import (
    OPS,
    Const,
    Expr,
    InvalidProgram,
    Kernel,
    Let,
    Op,
    Program,
    Select,
    Type,
    Var,
    check,
    type_of,
)

__all__ = [
    "OPS", "Const", "Expr", "InvalidProgram", "Kernel", "Let", "Op", "Program", "Select", "Type", "Var",
    "check", "type_of",
]  # fmt: skip
