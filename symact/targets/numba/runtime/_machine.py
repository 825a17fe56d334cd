"""From a module of LLVM instructions to machine code for this processor."""

from __future__ import annotations

from functools import cache

import llvmlite.binding as llvm

from . import _host


def object_code(module, plain=False):
    """The object file of a module."""
    return _target().emit_object(optimised(module, plain))


def assembly(module, plain=False):
    """The assembly text of a module, for a reader or a test."""
    return _target().emit_assembly(optimised(module, plain))


def optimised(module, plain=False):
    """LLVM's own form of a module, optimised for this machine.

    The loops of a plain one stay as they are written, which takes half of the time: LLVM would make
    several of each for steps that it guesses.
    """
    target = _target()
    made = llvm.parse_assembly(str(module))
    made.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    if plain:
        options.loop_unrolling = options.loop_vectorization = options.slp_vectorization = False
    passes = llvm.create_pass_builder(target, options)
    passes.getModulePassManager().run(made, passes)
    return made


@cache
def _target():
    _host.initialise()
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=_host.processor(),
        features=_host.features(),
        opt=3,
        reloc="static" if _host.on_x86() else "default",
        codemodel="jitdefault",
        jit=True,
    )
