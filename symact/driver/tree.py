"""Output trees: files written beside their place, swapped in at the end, with a manifest.

A command first makes everything it has to write, then calls `publish`. Each folder is built anew
beside the old one, from hard links to what stays and from the files that change, and the two
folders then change places in one step. Until that step a failure, or a kill, has changed nothing; a
folder that would come out the same is not touched at all. The manifest, `MANIFEST.sha256`, lists
what was made (`sha256sum -c` reads it): files that it does not list belong to somebody else and are
carried over, never overwritten.
"""

from __future__ import annotations

import ctypes
import difflib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from symact.errors import InputError

MANIFEST = "MANIFEST.sha256"


def everything(path: str) -> bool:
    """The scope of a command that answers for a whole folder."""
    return True


@dataclass(frozen=True)
class Output:
    """Files for one folder, by their path relative to it.

    `scope` says which paths the command answers for: a listed file within it that is not made again
    is removed. `unlisted` files are written but kept out of the manifest, since they differ between
    hosts (a PDF).
    """

    root: Path
    files: Mapping[str, bytes]
    scope: Callable[[str], bool] = everything
    unlisted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Changes:
    """The paths that a publication wrote and removed."""

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)

    def __add__(self, other: Changes) -> Changes:
        return Changes(self.written + other.written, self.removed + other.removed)


@dataclass(frozen=True)
class Made:
    """What a command has made and not yet written, with notes for the person who asked for it."""

    outputs: tuple[Output, ...] = ()
    single: tuple[tuple[Path, bytes], ...] = ()
    notes: tuple[str, ...] = ()

    def __add__(self, other: Made) -> Made:
        return Made(
            self.outputs + other.outputs, self.single + other.single, self.notes + other.notes
        )

    def publish(self) -> Changes:
        """Put it all in its place."""
        changes = publish(self.outputs)
        return sum((replace_file(path, data) for path, data in self.single), changes)

    def difference(self) -> str:
        """A unified diff from what is on disk."""
        return "".join(difference(output) for output in self.outputs)


def manifest(root: Path) -> dict[str, str]:
    """What a folder's manifest lists: path to SHA-256; empty where there is none."""
    path = root / MANIFEST
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def pending(output: Output) -> Changes:
    """What `publish` would write and remove; raises InputError on a clash."""
    _refuse_clashes(output)
    wanted = _with_manifest(output)
    written = [
        output.root / p for p, data in sorted(wanted.items()) if _read(output.root / p) != data
    ]
    gone = sorted(p for p in _dropped(output) if (output.root / p).exists())
    return Changes(tuple(written), tuple(output.root / p for p in gone))


def publish(outputs: Sequence[Output]) -> Changes:
    """Put every output in its place, or, when anything fails, none.

    Raises InputError when a file that is not ours is in the way, OSError when a folder cannot be
    written.
    """
    for output in outputs:
        _clear_up(output.root)
    changes = [pending(output) for output in outputs]
    due = [output for output, change in zip(outputs, changes, strict=True) if change]
    staged: list[tuple[Path, Path]] = []
    try:
        for output in due:
            _refuse_standing_inside(output.root)
            staged.append((_staging_folder(output.root), output.root))
            _stage(output, staged[-1][0] / "new")
        _swap_all(staged)
    finally:
        for staging, root in staged:
            _discard(staging, root)
    return sum(changes, Changes())


def difference(output: Output) -> str:
    """A unified diff from the disk to what `publish` would write; empty when they agree."""
    change = pending(output)
    wanted = dict(_with_manifest(output))
    lines: list[str] = []
    for path in sorted(change.written + change.removed):
        name = path.relative_to(output.root).as_posix()
        if name == MANIFEST:
            continue
        old = (_read(path) or b"").decode().splitlines(keepends=True)
        new = wanted.get(name, b"").decode().splitlines(keepends=True)
        lines += difflib.unified_diff(old, new, f"{path} (on disk)", f"{path} (made anew)")
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def replace_file(path: Path, data: bytes) -> Changes:
    """Write one file beside its place and swap it in, unless it holds the data already."""
    if _read(path) == data:
        return Changes()
    beside = path.with_name(f".{path.name}.{os.getpid()}.staged")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return Changes(written=(path,))


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _dropped(output: Output) -> set[str]:
    return {p for p in manifest(output.root) if output.scope(p) and p not in output.files}


def _with_manifest(output: Output) -> dict[str, bytes]:
    listed = {p: d for p, d in manifest(output.root).items() if not output.scope(p)}
    for path, data in output.files.items():
        if path not in output.unlisted:
            listed[path] = hashlib.sha256(data).hexdigest()
    text = "".join(f"{digest}  {path}\n" for path, digest in sorted(listed.items()))
    return {**output.files, MANIFEST: text.encode()}


def _refuse_clashes(output: Output) -> None:
    ours = manifest(output.root).keys() | output.unlisted
    for name, data in sorted(output.files.items()):
        path = output.root / name
        if name not in ours and path.exists() and _read(path) != data:
            raise InputError(
                f"{path} is in the way and was not made by symact; "
                "move it, or choose another folder"
            )
    if output.root.exists() and not output.root.is_dir():
        raise InputError(f"{output.root} is a file; choose a folder")


def _refuse_standing_inside(root: Path) -> None:
    here = Path.cwd()
    if root.exists() and root.resolve() in (here, *here.parents):
        raise InputError(
            f"{root} is replaced as a whole; leave that folder and run the command again"
        )


def _clear_up(root: Path) -> None:
    """Clear away the staging folders beside `root` that killed processes have left."""
    for left in sorted(root.parent.glob(f".{root.name}.*.staged")):
        if not _alive(int(left.name.split(".")[-2])):
            _discard(left, root)


def _staging_folder(root: Path) -> Path:
    root.parent.mkdir(parents=True, exist_ok=True)
    folder = root.parent / f".{root.name}.{os.getpid()}.staged"
    folder.mkdir()
    return folder


def _discard(staging: Path, root: Path) -> None:
    """Remove a staging folder; after a kill between two renames, put the old tree back."""
    if not root.exists() and (staging / "old").exists():
        (staging / "old").rename(root)
    shutil.rmtree(staging, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _stage(output: Output, new: Path) -> None:
    """Fill `new` with the folder to come: hard links to what stays, and the files that differ."""
    wanted = _with_manifest(output)
    dropped = _dropped(output)
    new.mkdir()
    for name in _walk(output.root):
        if name not in dropped and (
            name not in wanted or wanted[name] == _read(output.root / name)
        ):
            _link(output.root / name, new / name)
    for name, data in wanted.items():
        if not (new / name).exists():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(data)
    if output.root.exists():
        shutil.copymode(output.root, new)


def _walk(root: Path) -> Iterator[str]:
    """Every file below a folder, and every link to a folder, which is kept as a link."""
    for folder, folders, files in os.walk(root):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in files + links:
            yield (Path(folder) / name).relative_to(root).as_posix()


def _link(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:  # a file system without hard links
        shutil.copy2(old, new, follow_symlinks=False)


def _swap_all(staged: Sequence[tuple[Path, Path]]) -> None:
    """Swap every folder in; when one of them cannot be, take the others back."""
    done: list[tuple[Path, Path]] = []
    try:
        for staging, root in staged:
            _swap(staging, root)
            done.append((staging, root))
    except OSError:
        for staging, root in done:
            _swap_back(staging, root)
        raise


def _swap_back(staging: Path, root: Path) -> None:
    new, old = staging / "new", staging / "old"
    if new.exists():  # the two were exchanged
        _exchange(new, root)
        return
    root.rename(new)
    if old.exists():
        old.rename(root)


def _swap(staging: Path, root: Path) -> None:
    """Put `staging/new` in the place of `root`, in one step where the system can."""
    new = staging / "new"
    if not root.exists():
        new.rename(root)
    elif not _exchange(new, root):
        root.rename(staging / "old")
        new.rename(root)


def _exchange(a: Path, b: Path) -> bool:
    """Exchange two paths atomically with Linux's renameat2; False where there is no such call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    at_cwd, exchange = -100, 2
    if call(at_cwd, os.fsencode(a), at_cwd, os.fsencode(b), exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(code, os.strerror(code), str(b))
