"""Kernels to machine code: numba is imported here, when a kernel is not in the cache yet."""

from __future__ import annotations

from importlib import import_module

from . import _host
from ._cache import Loop


def object_code(request):
    """The object file of a request: of a loop, exporting `loop`, or of a kernel's body.

    `request` is a `_cache.Loop` or a `_cache.Request`. Raises RuntimeError where the files of this
    package were replaced under the running process, so that code of one version is never kept as
    another's.
    """
    _host.initialise()
    _host.announce_slow_fma()
    if isinstance(request, Loop):
        from . import _loops, _row_code

        return _row_code.machine_code(
            _loops.module_of(request.count, request.parameters, request.source, request.target)
        )
    module = import_module(f"{__package__}.kernels.{request.activation}")
    if module.HASHES.get(request.function) != request.hash:
        raise RuntimeError(
            f"{module.__name__} was replaced while this process ran; start Python afresh"
        )
    steps = getattr(module, "AXISWISE", {}).get(request.function)
    if steps is not None:
        from . import _row_code

        return _row_code.object_code(steps, request.source, request.target)
    kernel = getattr(module, request.function)
    return body(kernel, request.target, request.count, request.parameters)._get_compiled_object()


def body(kernel, real, count, parameters=0):
    """numba's finished library of a kernel's body (`_vector.define`), exporting `loop`.

    A reader or a test gets its assembly text by `get_asm_str()`.
    """
    from numba.core.compiler_lock import global_compiler_lock
    from numba.core.registry import cpu_target

    from ._vector import define

    _host.initialise()
    context = cpu_target.target_context
    with global_compiler_lock:
        module = context.create_module("loop")
        kernels = define(context, module, "loop", kernel, real, count, parameters)
        library = context.codegen().create_library("loop")
        library.add_ir_module(module)
        library.add_linking_library(kernels)
        library.enable_object_caching()
        library.finalize()
        return library


def emit_object(function, symbol="loop"):
    """Compile a loop `(args, dimensions, steps, data)` to an object file that needs no numba.

    numba's own wrapper for C callers refers to the interpreter and to numba; this one returns
    nothing and drops the status, since a loop without arrays and objects cannot raise.
    """
    return _library(function, symbol)._get_compiled_object()


def assembly(function):
    """The assembly text of a loop, for a reader or a test."""
    return _library(function, "loop").get_asm_str()


def _library(function, symbol):
    """numba's finished library of a function under a name for C callers."""
    from numba.core.compiler_lock import global_compiler_lock

    with global_compiler_lock:
        library, descriptor, context = _compiled(function)
        library.enable_object_caching()
        library.add_ir_module(_wrapper(context, descriptor, symbol))
        library.finalize()
        return library


def _compiled(function):
    """numba's library, function descriptor and target context of a loop."""
    from numba import types
    from numba.core import compiler
    from numba.core.registry import cpu_target

    flags = compiler.Flags()
    flags.no_cpython_wrapper = True
    flags.no_cfunc_wrapper = True
    flags.no_compile = True
    flags.error_model = "numpy"
    pointers, integers = types.CPointer(types.voidptr), types.CPointer(types.intp)
    result = compiler.compile_extra(
        cpu_target.typing_context,
        cpu_target.target_context,
        function,
        (pointers, integers, integers, types.voidptr),
        types.void,
        flags,
        {},
    )
    return result.library, result.fndesc, cpu_target.target_context


def _wrapper(context, descriptor, symbol):
    """A module with a C function of the given name that calls numba's function."""
    from llvmlite import ir

    module = context.create_module("loop")
    callee_type = context.call_conv.get_function_type(descriptor.restype, descriptor.argtypes)
    callee = ir.Function(module, callee_type, descriptor.llvm_func_name)
    arguments = [context.get_value_type(t) for t in descriptor.argtypes]
    function = ir.Function(module, ir.FunctionType(ir.VoidType(), arguments), symbol)
    builder = ir.IRBuilder(function.append_basic_block("entry"))
    context.call_conv.call_function(
        builder, callee, descriptor.restype, descriptor.argtypes, function.args
    )
    builder.ret_void()
    return module
