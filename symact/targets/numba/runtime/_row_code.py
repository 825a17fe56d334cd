"""Machine code of kernels along an axis, by LLVM alone."""

from __future__ import annotations

from functools import cache

import llvmlite.binding as llvm

from . import _host
from ._row_loops import module_of


def object_code(kernel, source, target):
    """The object file of a kernel's loop, exporting the symbol `loop`."""
    return _machine().emit_object(optimised(kernel, source, target))


def machine_code(module):
    """The object file of a module."""
    return _machine().emit_object(_optimised(module))


def assembly(kernel, source, target):
    """The assembly text of a kernel's loop, for a reader or a test."""
    return _machine().emit_assembly(optimised(kernel, source, target))


def optimised(kernel, source, target):
    """LLVM's module of a kernel's loop, optimised for this machine."""
    return _optimised(module_of(kernel, source, target))


def _optimised(written):
    module = llvm.parse_assembly(str(written))
    module.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    passes = llvm.create_pass_builder(_machine(), options)
    passes.getModulePassManager().run(module, passes)
    return module


@cache
def _machine():
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=_host.features(),
        opt=3,
        reloc="static" if _host.on_x86() else "default",
        codemodel="jitdefault",
        jit=True,
    )
