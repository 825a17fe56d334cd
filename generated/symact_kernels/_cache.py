"""Machine code of kernels on disk, loaded by llvmlite alone.

A file is named by everything that decides its content: the kernel's program with the elementary
functions in it, the runtime of this package, llvmlite and the processor. A file of an older
formula is therefore never looked at. Files are written beside their place and moved in, carry a
checksum, and are replaced where it does not fit.

The folder is SYMACT_KERNELS_CACHE where that is set (the empty string turns the cache off), else
`__pycache__` of this package where it can be written, else the user's cache folder.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import llvmlite.binding as llvm

from . import _host

MAGIC = b"symact kernel 1\n"
_engines = []  # the memory of loaded code; kept for the life of the process


@dataclass(frozen=True)
class Request:
    """The body of a kernel, or its whole loop where it is one along an axis.

    `count` operands of which the last `parameters` are parameters; `source` and `target` are
    NumPy's letters for the types of the operands and of the result; `hash` is that of the kernel
    with its elementary functions, `runtime` that of the hand-written modules of this package.
    `near` asks for the function with tables where the kernel has one.
    """

    activation: str
    function: str
    hash: str
    count: int
    parameters: int
    source: str
    target: str
    runtime: str
    near: bool = False

    @property
    def title(self):
        """What it is, in a word that can be part of a file name."""
        return f"{self.activation}-{self.function}-{self.source}{self.target}"


@dataclass(frozen=True)
class Loop:
    """The loop around a body with as many operands: which letters it converts from and to."""

    count: int
    parameters: int
    source: str
    target: str
    runtime: str

    @property
    def title(self):
        """What it is, in a word that can be part of a file name."""
        return f"loop-{self.count}-{self.parameters}-{self.source}{self.target}"


@dataclass(frozen=True)
class Sharing:
    """The code that shares a loop's call among threads: there is one for all loops."""

    runtime: str
    title = "sharing"


def _file_name(request):
    """A name that says what it is, with a digest of all that decides the content."""
    key = hashlib.sha256(f"{request} {_host.description()}".encode()).hexdigest()[:24]
    return f"{request.title}-{key}.symact"


@cache
def address(request):
    """The address of the machine code, from the cache or, at its first use ever, compiled."""
    name = _file_name(request)
    code = _read(name)
    if code is None:
        from ._compile import object_code

        code = object_code(request)
        _write(name, code)
    return load(code, "share" if isinstance(request, Sharing) else "loop")


def load(code, symbol="loop"):
    """Place object code in memory and give the address of a function in it."""
    _host.initialise()
    machine = llvm.Target.from_default_triple().create_target_machine(jit=True)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _engines.append(engine)
    return engine.get_function_address(symbol)


@cache
def folder():
    """Where files are kept, or None where there is no place to write or the cache is turned off."""
    chosen = os.environ.get("SYMACT_KERNELS_CACHE")
    if chosen == "":
        return None
    places = [Path(chosen)] if chosen else [Path(__file__).parent / "__pycache__", _user_folder()]
    for place in places:
        if _writable(place):
            return place
    _say_uncached(f"none of these can be written: {', '.join(map(str, places))}")
    return None


def _user_folder():
    """The platform's folder for caches of this user."""
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "symact_kernels"


def _writable(place):
    """Whether the folder exists, or can be made, and takes files."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(place, os.W_OK)


def _read(name):
    """The object code of a file; None where it is absent, unreadable or damaged."""
    if folder() is None:
        return None
    try:
        content = (folder() / name).read_bytes()
    except OSError:
        return None
    start = len(MAGIC) + 32
    code = content[start:]
    whole = content[:start] == MAGIC + hashlib.sha256(code).digest()
    return code if whole else None


def _write(name, code):
    """Keep object code; a full or failing disk is told once and costs a compilation per process."""
    if folder() is None:
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=folder(), suffix=".part")
    except OSError as error:
        return _say_uncached(str(error))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + hashlib.sha256(code).digest() + code)
        Path(temporary).replace(folder() / name)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        _say_uncached(str(error))


@cache
def _say_uncached(cause):
    warnings.warn(
        f"compiled kernels are not kept ({cause}); set SYMACT_KERNELS_CACHE to a folder that can "
        "be written, or to nothing to do without a cache",
        RuntimeWarning,
        stacklevel=2,
    )
