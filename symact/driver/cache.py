"""The user's cache: files that can be made again, in a folder that need not be writable."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def folder(name: str) -> Path:
    """$XDG_CACHE_HOME/symact/NAME, by default in ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    root = Path(base) if base.startswith("/") else Path("~/.cache").expanduser()
    return root / "symact" / name


def keep(path: Path, text: str) -> None:
    """Put a file there; where that cannot be written, or is full, nothing happens."""
    beside = path.with_suffix(f".{os.getpid()}.staged")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)


def forget_oldest(place: Path, pattern: str, kept: int) -> None:
    """Remove all but the newest files of a pattern."""
    with suppress(OSError):
        for path in sorted(place.glob(pattern), key=lambda p: -p.stat().st_mtime_ns)[kept:]:
            path.unlink(missing_ok=True)
