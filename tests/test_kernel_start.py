"""Start-up of the generated package: cache, fresh processes, processors, failures, threads."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import numba_samples
import numpy as np
import pytest
from conftest import KERNEL_CACHE

from symact.targets.numba import emit

Start = Callable[..., str]
X86 = os.uname().machine in ("x86_64", "amd64") if hasattr(os, "uname") else False


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample package, shared by the tests that leave it alone."""
    folder = tmp_path_factory.mktemp("started")
    numba_samples.write_package(folder / "started")
    return folder


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Start:
    """Runs code in a fresh process that finds the package, and gives its output."""

    def run(code: str, options: tuple[str, ...] = ("-W", "error"), **environment: str) -> str:
        variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder)}
        if "XDG_CACHE_HOME" not in environment:
            variables["SYMACT_KERNELS_CACHE"] = str(tmp_path / "cache")
        variables |= environment
        done = subprocess.run(
            [sys.executable, *options, "-c", code],
            env=variables,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return run


USE = "import numpy as np, started as k; print(k.reciprocal(np.float32([2, 4]))); "
USED = "[0.5  0.25]\n"


def test_nothing_is_imported_before_it_is_needed(start: Start) -> None:
    watched = {"numba", "llvmlite", "numpy", "sympy", "symact"}
    loaded = f"import sys; print(sorted({watched} & set(sys.modules)))"
    assert start("import started; " + loaded) == "[]\n"
    assert start("import started; started.sigmoid; started.leaky_relu; " + loaded) == "['numpy']\n"
    first = start(USE + loaded)
    assert first == USED + "['llvmlite', 'numpy']\n"
    assert start(USE + loaded) == USED + "['llvmlite', 'numpy']\n"


def files(tmp_path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (tmp_path / "cache").iterdir()}


def test_damaged_files_are_compiled_anew(start: Start, tmp_path: Path) -> None:
    start(USE)
    kept = files(tmp_path)
    assert [name[: name.rindex("-")] for name in sorted(kept)] == [
        "loop-1-0-ff",
        "reciprocal-value_f32-ff",
    ]
    loop, body = sorted(kept)
    (tmp_path / "cache" / body).write_bytes(kept[body][:1000])
    (tmp_path / "cache" / loop).write_bytes(kept[loop][:-1] + bytes([kept[loop][-1] ^ 1]))
    assert start(USE) == USED
    again = files(tmp_path)
    assert again.keys() == kept.keys()
    assert all(len(again[name]) == len(kept[name]) for name in kept)


def test_no_cache_and_no_place_for_one(start: Start, tmp_path: Path) -> None:
    assert start(USE, SYMACT_KERNELS_CACHE="") == USED
    assert not (tmp_path / "cache").exists()
    (tmp_path / "file").write_text("in the way")
    said = start(USE, (), SYMACT_KERNELS_CACHE=str(tmp_path / "file" / "cache"))
    assert said.startswith(USED)
    assert "compiled kernels are not kept" in said


def test_a_full_disk_costs_the_cache_only(start: Start, tmp_path: Path) -> None:
    """A limit on the size of files fails a write half-way, as a full disk does."""
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)); "
    said = start(full + USE, ("-B",))
    assert said.startswith(USED)
    assert said.count("compiled kernels are not kept") == 1
    assert files(tmp_path) == {}


def test_an_install_that_cannot_be_written_uses_the_users_cache(
    start: Start, tmp_path: Path
) -> None:
    numba_samples.write_package(tmp_path / "started")
    (tmp_path / "started" / "__pycache__").write_text("in the way")
    caches = {"PYTHONPATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "caches")}
    assert start(USE, ("-W", "error", "-B"), **caches) == USED
    kept = [p.name for p in (tmp_path / "caches" / "symact_kernels").iterdir()]
    assert sorted(name.split("-")[0] for name in kept) == ["loop", "reciprocal"]


def test_processes_may_compile_at_once(start: Start, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(start, [USE] * 3)) == [USED] * 3
    assert sorted(name.split("-")[0] for name in files(tmp_path)) == ["loop", "reciprocal"]
    loaded = "import sys; print('numba' in sys.modules)"
    assert start(USE + loaded) == USED + "False\n"


FIRST = """
import time
before = time.process_time()
import numpy as np
numpy = time.process_time() - before
import started as k
package = time.process_time() - before - numpy
k.sigmoid(np.zeros(3))
print(package < 0.2 * numpy, time.process_time() - before < 0.8)
"""


def test_starting_takes_little_time(start: Start) -> None:
    """Processor time, which a busy machine changes little: 0.5 ms for the package on top of 0.14 s
    for NumPy, 0.13 s more to load a kernel."""
    start(FIRST)
    assert start(FIRST) == "True True\n"


def test_an_older_formula_is_never_served(tmp_path: Path, start: Start) -> None:
    """Two packages of one name, one cache: each gets its own formula, also when swapped back."""
    for content in ("x", "-x"):
        numba_samples.write_package(tmp_path / content / "started")
    changed = numba_samples.sets()
    changed[3] = numba_samples.one_operation(
        "reciprocal",
        numba_samples.Program((numba_samples.X,), (), numba_samples.op("neg", numba_samples.X)),
    )
    for path, text in emit(changed, "started", numba_samples.exp).items():
        (tmp_path / "-x" / "started" / path).write_text(text)
    code = "import started; print(started.reciprocal(4.0))"
    for content, expected in (("x", "0.25\n"), ("-x", "-4.0\n"), ("x", "0.25\n")):
        assert start(code, PYTHONPATH=str(tmp_path / content)) == expected


def test_files_replaced_under_a_running_process(start: Start, tmp_path: Path) -> None:
    numba_samples.write_package(tmp_path / "started")
    code = (
        "import started as k, pathlib\n"
        "k.sigmoid\n"
        f"p = pathlib.Path({str(tmp_path / 'started' / 'kernels' / 'sigmoid.py')!r})\n"
        'p.write_text(p.read_text().replace(\'"value_f64": "\', \'"value_f64": "0\'))\n'
        "print(k.sigmoid(1.0))\n"
    )
    said = start(code, (), PYTHONPATH=str(tmp_path))
    assert "nan" in said
    assert "was replaced while this process ran" in said
    assert not list((tmp_path / "cache").glob("sigmoid*"))


def test_other_text_at_a_kernels_lines_is_never_taken_for_it(start: Start, tmp_path: Path) -> None:
    """The file is replaced by one with fewer lines and the same hashes: the next one's text."""
    numba_samples.write_package(tmp_path / "started")
    path = tmp_path / "started" / "kernels" / "sigmoid.py"
    code = (
        "import inspect, pathlib, started as k, started.kernels.sigmoid as kernels\n"
        f"p = pathlib.Path({str(path)!r})\n"
        "at = {n: inspect.getsourcelines(getattr(kernels, n))[1] for n in kernels.HASHES}\n"
        "first, second = sorted(at, key=at.get)[:2]\n"
        "lines = p.read_text().splitlines(True)\n"
        "p.write_text(''.join(lines[: at[first] - 1] + lines[at[second] - 1 :]))\n"
        "print(k.sigmoid(1.0))\n"
    )
    said = start(code, (), PYTHONPATH=str(tmp_path))
    assert "nan" in said
    assert "was replaced while this process ran" in said
    assert not list((tmp_path / "cache").glob("sigmoid*"))


def test_a_failure_gives_nan_the_invalid_flag_and_the_cause(start: Start) -> None:
    broken = (
        "import sys; sys.modules['started._machine'] = None\n"
        "import numpy as np, started as k\n"
        "print(k.sigmoid(np.zeros((2, 2))[:, ::-1]))\n"
        "with np.errstate(invalid='raise'):\n"
        "    try: k.sigmoid(0.0)\n"
        "    except FloatingPointError as e: print('raised', e)\n"
    )
    said = start(broken, ())
    assert "[[nan nan]\n [nan nan]]" in said
    assert "sigmoid could not be compiled, so its result is NaN: ModuleNotFoundError" in said
    assert "raised invalid value encountered in sigmoid" in said


def test_many_threads_may_make_the_first_call(start: Start) -> None:
    code = (
        "import numpy as np, threading\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "import started as k\n"
        "x = np.linspace(-9, 9, 4001, dtype='f')\n"
        "gate = threading.Barrier(8)\n"
        "def call(n):\n"
        "    gate.wait()\n"
        "    return (k.sigmoid if n % 2 else k.exponential)(x).tobytes()\n"
        "with ThreadPoolExecutor(8) as pool: found = list(pool.map(call, range(8)))\n"
        "print(len(set(found)), found[1] == k.sigmoid(x).tobytes())\n"
    )
    assert start(code) == "2 True\n"


BITS = """
import hashlib, numpy as np, started as k
random = np.random.default_rng(0)
for real, bits in (("f4", "u4"), ("f8", "u8")):
    x = random.integers(0, 2 ** (8 * int(real[1])), 20000, dtype=bits).view(real)
    with np.errstate(all="ignore"):
        reach = 300 if real == "f4" else 2500
        n = random.integers(-reach, reach, 20000).astype(real)
        found = [k.scaled(x, n), k.exponential(x), k.exponential(n / 3)]
        exact = np.ldexp(x, n.astype("i4"))
    found = [np.where(np.isnan(f), 0, f) for f in found]
    assert np.array_equal(found[0], np.where(np.isnan(exact), 0, exact))
    print(hashlib.sha256(b"".join(f.tobytes() for f in found)).hexdigest())
"""


@pytest.mark.skipif(not X86, reason="the features are those of x86")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_waits_for_a_compilation(start: Start) -> None:
    """The child would wait for ever for what another thread had locked: LLVM locks too."""
    out = start(
        """
import os, signal, threading, time, warnings, numpy as np, started as k
from started import _cache
warnings.simplefilter("ignore")
real, locked, begun = _cache.address, threading.Lock(), threading.Event()
def slow(*arguments):
    with locked:
        begun.set()
        time.sleep(0.3)
        return real(*arguments)
_cache.address = slow
other = threading.Thread(target=k.sigmoid, args=(np.zeros(9),))
other.start()
begun.wait()
child = os.fork()
if child == 0:
    signal.alarm(60)
    os._exit(int(k.reciprocal(np.ones(3)).sum()))
other.join()
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), k.sigmoid(np.zeros(9)).min())
"""
    )
    assert out == "3 0.5\n"


def test_processors_agree_to_the_bit(start: Start) -> None:
    import llvmlite.binding as llvm

    shared = {"SYMACT_KERNELS_CACHE": str(KERNEL_CACHE)}
    here = start(BITS, **shared)
    host = llvm.get_host_cpu_features().flatten().split(",")
    narrow = ",".join("-" + f[1:] if "avx512" in f or "avx10" in f else f for f in host)
    assert start(BITS, NUMBA_CPU_FEATURES=narrow, **shared) == here
    lacking = ",".join("-" + f[1:] if re.search("avx|fma|f16c|xop", f) else f for f in host)
    old = {"NUMBA_CPU_FEATURES": lacking, "NUMBA_CPU_NAME": "x86-64"}
    slow = start(BITS, (), **old, SYMACT_KERNELS_CACHE="")
    assert slow.startswith(here)
    assert slow.count("no fused multiply-add") == 1


@pytest.fixture(scope="module")
def package(folder: Path) -> Iterator[ModuleType]:
    """The sample package, imported here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield importlib.import_module("started")
        for name in [n for n in sys.modules if n.split(".")[0] == "started"]:
            del sys.modules[name]


LOOPS = [
    ("sigmoid", "value_f32", 1, 0, "f"),
    ("sigmoid", "value_f64", 1, 0, "d"),
    ("sigmoid", "vjp_f32", 2, 0, "f"),
    ("leaky_relu", "general_vjp_f64", 3, 1, "d"),
]


@pytest.mark.parametrize(("activation", "function", "count", "parameters", "code"), LOOPS)
def test_bodies_use_full_vectors_and_call_nothing(
    package: ModuleType, activation: str, function: str, count: int, parameters: int, code: str
) -> None:
    body = importlib.import_module("started._body")
    machine = importlib.import_module("started._machine")
    host = importlib.import_module("started._host")
    kernel = getattr(importlib.import_module(f"started.kernels.{activation}"), function)
    text = machine.assembly(body.module_of(kernel, code, count, parameters))
    loops = re.findall(r"^turns\w*:\n(.*?)^\.Lfunc_end", text, re.DOTALL | re.MULTILINE)
    assert len(loops) == (2 if parameters else 1)
    for loop in loops:
        assert not re.findall(r"^\s+(?:call|bl|blr)\b.*", loop, re.MULTILINE)
        assert len(re.findall(vector_product(code, host), loop)) >= 4  # so many are interleaved


@pytest.mark.parametrize("n", [1, 31, 33, 255, 300])
def test_the_last_few_elements_are_computed_as_all_others(package: ModuleType, n: int) -> None:
    """An array's end is computed in a block of its own: nothing beside it is read or written."""
    room = np.linspace(-30, 30, 3 * n).astype("f4")
    x, out = room[n : 2 * n], np.full(3 * n, 7, "f4")
    package.sigmoid_vjp(x, x, out=out[n : 2 * n])
    assert (out[:n] == 7).all()
    assert (out[2 * n :] == 7).all()
    assert out[n : 2 * n].tolist() == [float(package.sigmoid_vjp(v, v)) for v in x]
    expected = package.leaky_relu(x, np.float32(0.3))
    package.leaky_relu(x, np.float32(0.3), out=x)
    assert x.tobytes() == expected.tobytes()


@pytest.mark.parametrize("shift", [0, 1, 5])
def test_streamed_results_are_those_of_short_arrays(package: ModuleType, shift: int) -> None:
    """From `_memory.STREAMED` bytes on, beginning where a vector may; nothing beside is written."""
    n = importlib.import_module("started._memory").STREAMED // 8 + 1003
    x = np.linspace(-30, 30, n, dtype="f4")
    out = np.full(n + 64, 7, "f4")
    found = package.leaky_relu(x, out=out[shift + 8 :][:n])
    assert (out[: shift + 8] == 7).all()
    assert (out[shift + 8 + n :] == 7).all()
    for begin in range(0, n, n // 3):
        part = slice(begin, begin + n // 3)
        assert found[part].tobytes() == package.leaky_relu(x[part]).tobytes()


def vector_product(code: str, host: ModuleType) -> str:
    """What a product of the widest vectors looks like in this processor's assembly."""
    if not host.on_x86():
        return r"fmul\s+v\d+\." + ("4s" if code == "f" else "2d")
    width = "[yz]mm" if host.has("avx512f") else "ymm" if host.has("avx") else "xmm"
    return rf"v?(mul|div|fn?m)\w*p{'s' if code == 'f' else 'd'}\s.*%{width}"


def test_results_do_not_depend_on_the_rounding_mode_around(package: ModuleType) -> None:
    """A library that sets flush-to-zero, as old -ffast-math ones do, changes nothing here."""
    from llvmlite import ir

    machine, cache, memory, instructions = (
        importlib.import_module(f"started.{name}")
        for name in ("_machine", "_cache", "_row_memory", "_instructions")
    )
    pointers = [instructions.POINTER] * 4

    def setting(word: int) -> Callable[..., None]:
        """A loop that does nothing but set the status word."""
        module = ir.Module("loop")
        function = ir.Function(module, ir.FunctionType(ir.VoidType(), pointers), "loop")
        builder = ir.IRBuilder(function.append_basic_block("entry"))
        memory.write_status(builder, instructions.INDEX(word))
        builder.ret_void()
        loop = importlib.import_module("started._ufunc").Loop
        return loop(cache.load(machine.object_code(module)))

    flush, clean = (0x9FC0, 0x1F80) if X86 else (1 << 56, 0)
    stub, back = setting(flush), setting(clean)
    tiny = np.full(100, 1e-310)
    expected = package.leaky_relu(tiny)
    stub(None, None, None, None)
    try:
        found = package.leaky_relu(tiny)
    finally:
        back(None, None, None, None)
    assert (expected > 0).all()
    assert found.tobytes() == expected.tobytes()


def test_ctrl_c_while_a_kernel_is_compiled_is_raised_after_the_call(start: Start) -> None:
    out = start(
        """
import time, numpy as np, started as k
from started import _cache
real = _cache.address
def interrupted(*arguments):
    _cache.address = real
    raise KeyboardInterrupt
x = np.zeros(2**20, np.float32)
_cache.address = interrupted
try:
    k.sigmoid(x)
    for _ in range(600):  # an exception of this kind does not end a sleep
        time.sleep(0.1)
except KeyboardInterrupt:
    print("interrupted")
print(k.sigmoid(x).min())
""",
    )
    assert out == "interrupted\n0.5\n"


def test_ctrl_c_while_threads_compute_is_raised_after_the_call(start: Start) -> None:
    out = start(
        """
import os, signal, threading, time, numpy as np, started as k
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
x, out = np.zeros(2**22), np.empty(2**22)
k.sigmoid(x[:9])
def kill():
    while out[0] == 0:
        pass
    os.kill(os.getpid(), signal.SIGINT)
for _ in range(5):
    out[:] = 0
    killer = threading.Thread(target=kill)
    try:
        with k.threads(3):
            killer.start()
            k.sigmoid(x, out=out)
            for _ in range(600):
                time.sleep(0.1)
    except KeyboardInterrupt:
        print(out.min())
    killer.join()
""",
    )
    assert out == 5 * "0.5\n"


def test_ctrl_c_before_the_first_statement_of_a_callback_is_raised_too(start: Start) -> None:
    """CPython looks for signals there: in a call that compiles, and in one that threads share."""
    out = start(
        """
import ctypes, os, signal, time, numpy as np, started as k
from functools import partial
from operator import call
kill = ctypes.CDLL(None).kill
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
x = np.zeros(2**20, np.float32)
for _ in range(2):
    try:
        with k.threads(2):
            list(map(call, [partial(kill, os.getpid(), signal.SIGINT), partial(k.sigmoid, x)]))
            for _ in range(600):  # an exception of this kind does not end a sleep
                time.sleep(0.1)
    except KeyboardInterrupt:
        print("interrupted")
    print(k.sigmoid(x).min())
""",
    )
    assert out.count("interrupted\n0.5\n") == 2
