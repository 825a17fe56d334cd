"""The processor that kernels are compiled for, as numba sees it, read without importing numba."""

from __future__ import annotations

import os
import warnings
from functools import cache
from importlib.metadata import version

import llvmlite.binding as llvm


@cache
def initialise() -> None:
    """Make LLVM ready to load and emit code for this machine; done once."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()


@cache
def features() -> str:
    """The features of the processor, such as `+avx512f,+fma`, in LLVM's order.

    NUMBA_CPU_FEATURES overrides what the machine says, here as in numba.
    """
    chosen = os.environ.get("NUMBA_CPU_FEATURES")
    return llvm.get_host_cpu_features().flatten() if chosen is None else chosen


def processor() -> str:
    """LLVM's name of the processor, or what NUMBA_CPU_NAME says, here as in numba."""
    return os.environ.get("NUMBA_CPU_NAME") or llvm.get_host_cpu_name()


def has(feature: str) -> bool:
    """Whether the processor has a feature, such as `fma`."""
    return f"+{feature}" in features().split(",")


def vector_bytes() -> int:
    """How many bytes the widest vector register holds."""
    return 64 if has_many_registers() else 32 if has("avx") else 16


def has_many_registers() -> bool:
    """Whether there are the 32 vector registers of AVX-512, each of 64 bytes."""
    return has("avx512f")


def uses_tables() -> bool:
    """Whether kernels look numbers up where they have tables: where two registers hold a table.

    SYMACT_KERNELS_TABLES=0 in the environment turns it off, for the bits of every other processor.
    """
    return has_many_registers() and os.environ.get("SYMACT_KERNELS_TABLES") != "0"


def splits_wide_operations() -> bool:
    """Whether an operation on 64 bytes is done as two on 32: half of what others start at once."""
    return processor() == "znver4"


def on_x86() -> bool:
    """Whether the machine is a 64-bit x86 (the only other kind supported is 64-bit Arm)."""
    kind = llvm.get_process_triple().split("-")[0]
    if kind in ("x86_64", "amd64"):
        return True
    if kind in ("aarch64", "arm64"):
        return False
    raise RuntimeError(f"kernels run on x86-64 and on 64-bit Arm, not on {kind}")


def multiplies_and_adds_at_once() -> bool:
    """Whether a fused multiply-add is one instruction here."""
    return has("fma") if on_x86() else True


@cache
def announce_slow_fma() -> None:
    """Warn, once, that fused multiply-adds are computed in software on this machine."""
    if not multiplies_and_adds_at_once():
        warnings.warn(
            "this processor has no fused multiply-add: kernels stay correct but run slowly",
            RuntimeWarning,
            stacklevel=2,
        )


@cache
def description() -> str:
    """All that decides what machine code a kernel becomes, apart from its source: one line.

    The version of llvmlite, the processor, its features, and numba's settings in the
    environment.
    """
    settings = sorted(f"{k}={v}" for k, v in os.environ.items() if k.startswith("NUMBA_"))
    return " ".join(
        [
            f"llvmlite {version('llvmlite')}",
            llvm.get_process_triple(),
            llvm.get_host_cpu_name(),
            features(),
            *settings,
        ]
    )
