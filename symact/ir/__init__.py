"""The small intermediate representation that lowering freezes formulas into. No SymPy here."""

from symact.ir.kernelset import Documentation, KernelSet, Parameter, operands
from symact.ir.scalar import (
    OPS,
    Const,
    Expr,
    InvalidProgram,
    Kernel,
    Let,
    Lookup,
    Near,
    Op,
    Program,
    Select,
    Type,
    Var,
    check,
    type_of,
)

__all__ = [
    "OPS", "Const", "Documentation", "Expr", "InvalidProgram", "Kernel", "KernelSet", "Let",
    "Lookup", "Near", "Op", "Parameter", "Program", "Select", "Type", "Var", "check", "operands",
    "type_of",
]  # fmt: skip
