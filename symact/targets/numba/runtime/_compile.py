"""Kernels to machine code; needed where a kernel is not in the cache yet."""

from __future__ import annotations

from importlib import import_module

from . import _host, _machine
from ._cache import Loop, Sharing
from ._source import replaced


def object_code(request):
    """The object file of a request: of a loop, of a kernel's body, or of what shares calls.

    `request` is a `_cache.Loop`, `_cache.Request` or `_cache.Sharing`. Raises RuntimeError where
    the files of this package were replaced under the running process, so that code of one version
    is never kept as another's.
    """
    _host.initialise()
    _host.announce_slow_fma()
    plain = (
        isinstance(request, Loop) and request.source == request.target and request.source in "fd"
    )
    return _machine.object_code(instructions(request), plain)


def instructions(request):
    """The module of LLVM instructions that a request is for."""
    if isinstance(request, Loop):
        from ._loops import module_of

        return module_of(request.count, request.parameters, request.source, request.target)
    if isinstance(request, Sharing):
        from ._sharing import module_of

        return module_of()
    module = import_module(f"{__package__}.kernels.{request.activation}")
    if module.HASHES.get(request.function) != request.hash:
        raise replaced(module.__name__)
    steps = getattr(module, "AXISWISE", {}).get(request.function)
    if steps is not None:
        from ._row_calls import module_of

        return module_of(steps, request.source, request.target)
    from ._body import module_of

    kernel = getattr(module, request.function)
    near = getattr(module, "NEAR", {}).get(request.function) if request.near else None
    return module_of(kernel, request.target, request.count, request.parameters, near)
