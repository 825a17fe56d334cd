"""Output trees change whole or not at all, and never at the cost of files that are not ours."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from symact.driver import tree
from symact.driver.tree import MANIFEST, Changes, Output, difference, manifest, pending, publish
from symact.errors import InputError

FIRST = {"a.txt": b"one\n", "sub/b.txt": b"two\n", "sub/deep/c.txt": b"three\n"}
SECOND = {"a.txt": b"one\n", "sub/b.txt": b"TWO\n", "d.txt": b"four\n"}


def snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and the time of its last change."""
    return {
        p.relative_to(root).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in sorted(root.rglob("*"))
        if p.is_file()
    }


def contents(root: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in snapshot(root).items() if name != MANIFEST}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder that holds FIRST."""
    publish([Output(tmp_path / "out", FIRST)])
    return tmp_path / "out"


def test_a_tree_holds_what_was_made_and_a_manifest_that_sha256sum_reads(place: Path) -> None:
    assert contents(place) == FIRST
    assert set(manifest(place)) == set(FIRST)
    done = subprocess.run(
        ["sha256sum", "-c", MANIFEST], cwd=place, capture_output=True, check=False
    )
    assert done.returncode == 0


def test_publishing_the_same_again_touches_nothing(place: Path) -> None:
    before, inode = snapshot(place), place.stat().st_ino
    assert not publish([Output(place, FIRST)])
    assert (snapshot(place), place.stat().st_ino) == (before, inode)


def test_only_what_differs_is_written_and_what_is_no_longer_made_goes(place: Path) -> None:
    before = snapshot(place)
    changes = publish([Output(place, SECOND)])
    assert contents(place) == SECOND
    assert snapshot(place)["a.txt"] == before["a.txt"]
    assert {p.name for p in changes.written} == {"b.txt", "d.txt", MANIFEST}
    assert {p.name for p in changes.removed} == {"c.txt"}
    assert not (place / "sub" / "deep").exists()


def test_files_of_others_are_kept_and_never_overwritten(place: Path) -> None:
    (place / "notes").mkdir()
    (place / "notes" / "mine.txt").write_text("mine")
    (place / "link").symlink_to("notes")
    publish([Output(place, SECOND)])
    assert (place / "notes" / "mine.txt").read_text() == "mine"
    assert (place / "link").is_symlink()
    with pytest.raises(InputError, match=r"mine\.txt is in the way"):
        publish([Output(place, {"notes/mine.txt": b"ours"})])
    assert (place / "notes" / "mine.txt").read_text() == "mine"
    assert contents(place).keys() >= SECOND.keys()


def test_a_command_answers_for_its_scope_alone(place: Path) -> None:
    publish([Output(place, {"sub/new.txt": b"new"}, scope=lambda p: p.startswith("sub/"))])
    assert contents(place) == {"a.txt": b"one\n", "sub/new.txt": b"new"}
    assert set(manifest(place)) == {"a.txt", "sub/new.txt"}


def test_an_unlisted_file_is_written_but_not_in_the_manifest(place: Path) -> None:
    publish([Output(place, {**FIRST, "x.pdf": b"1"}, unlisted=frozenset({"x.pdf"}))])
    publish([Output(place, {**FIRST, "x.pdf": b"2"}, unlisted=frozenset({"x.pdf"}))])
    assert (place / "x.pdf").read_bytes() == b"2"
    assert "x.pdf" not in manifest(place)


def test_a_difference_is_a_unified_diff_and_writes_nothing(place: Path) -> None:
    before = snapshot(place)
    text = difference(Output(place, SECOND))
    assert "-two\n+TWO\n" in text
    assert "+four\n" in text
    assert "-three\n" in text
    assert difference(Output(place, FIRST)) == ""
    assert snapshot(place) == before


def test_a_failure_in_one_tree_leaves_all_trees_alone(
    place: Path, tmp_path: Path, monkeypatch
) -> None:
    other = tmp_path / "other"
    publish([Output(other, FIRST)])
    before = snapshot(tmp_path)
    swap, calls = tree._swap, []

    def failing(staging: Path, root: Path) -> None:
        calls.append(root)
        if len(calls) == 2:
            raise OSError("no space left")
        swap(staging, root)

    monkeypatch.setattr(tree, "_swap", failing)
    with pytest.raises(OSError, match="no space left"):
        publish([Output(place, SECOND), Output(other, SECOND)])
    assert calls == [place, other]
    assert snapshot(tmp_path) == before


def test_a_folder_is_not_pulled_away_from_under_the_caller(place: Path, monkeypatch) -> None:
    monkeypatch.chdir(place / "sub")
    with pytest.raises(InputError, match="leave that folder"):
        publish([Output(place, SECOND)])


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
def test_swapping_works_with_and_without_the_system_call(
    place: Path, monkeypatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(tree, "_exchange", lambda a, b: False)
    publish([Output(place, SECOND)])
    assert contents(place) == SECOND
    assert [p.name for p in place.parent.iterdir()] == ["out"]


KILLED = """
import os, signal, sys
from pathlib import Path
from symact.driver import tree

calls = 0
def at_step(function):
    def counted(*args, **kwargs):
        global calls
        if calls == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        calls += 1
        return function(*args, **kwargs)
    return counted

for name in ("mkdir", "write_bytes", "rename"):
    setattr(Path, name, at_step(getattr(Path, name)))
os.link = at_step(os.link)
if sys.argv[3] == "exchange":
    tree._exchange = at_step(tree._exchange)
else:
    tree._exchange = lambda a, b: False
files = {f"{n}.txt": b"new" for n in range(4)}
tree.publish([tree.Output(Path(sys.argv[1]), files)])
print("done", calls)
"""


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_a_kill_at_any_step_changes_no_output_and_the_next_run_clears_up(
    tmp_path: Path, run, way: str
) -> None:
    place = tmp_path / "out"
    old = {f"{n}.txt": b"old" for n in range(2, 6)}
    publish([Output(place, old)])
    for step in range(100):
        done = run("-c", KILLED, str(place), str(step), way)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        if way == "exchange" or place.exists():
            assert contents(place) == old
        else:  # between the two renames, the only moment without a folder: put back by the next run
            assert any(p.name == "old" for p in tmp_path.rglob("*"))
    assert done.stdout.startswith("done")
    assert step >= 8
    assert contents(place) == {f"{n}.txt": b"new" for n in range(4)}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_pending_tells_what_publish_does(place: Path) -> None:
    expected = pending(Output(place, SECOND))
    assert publish([Output(place, SECOND)]) == expected
    assert pending(Output(place, SECOND)) == Changes()
