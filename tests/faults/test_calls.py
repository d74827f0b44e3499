"""Everything is on disk before it gets its name, no shell is started, and nobody is called."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..test_house import SOURCES
from ..tools import write_toy
from .calls import TRACED, Calls, read_calls, watch
from .matrix import Scene

# By what a program is started, or a shell; subprocess without a shell is what apigen uses.
_SHELLS = frozenset(
    {"system", "popen", "getoutput", "getstatusoutput", "create_subprocess_shell", "spawn"}
)
# What a Copier template has as text is meant for a shell; it is run with --trust only.
_TASKS = SOURCES / "copying/tasks.py"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("name", ["git", "force", "route"])
def test_a_run_syncs_before_it_renames_and_calls_nobody(name: str, tmp_path: Path) -> None:
    write_toy(tmp_path / "toy")
    calls = watch(Scene(name, tmp_path))
    assert calls.faults == []
    assert calls.renames > 0
    assert calls.synced > 0


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_calls_that_may_not_be_are_seen(tmp_path: Path) -> None:
    script = f"""
import os, socket, subprocess
folder = {str(tmp_path)!r}
with open(folder + "/a", "w") as stream:
    stream.write("a")
os.rename(folder + "/a", folder + "/b")
subprocess.run("true", shell=True)
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("127.0.0.1", 9))
"""
    traced = _trace(script, tmp_path)
    assert any("before" in fault for fault in traced.faults)
    assert any(fault.endswith("sh was started") for fault in traced.faults)
    assert any("connect" in fault for fault in traced.faults)


def test_no_module_starts_a_shell() -> None:
    paths = [path for path in SOURCES.rglob("*.py") if path != _TASKS]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    assert len(texts) > 100
    suspects = [text for text in texts if "shell" in text or any(map(text.__contains__, _SHELLS))]
    nodes = [node for text in suspects for node in ast.walk(ast.parse(text))]
    assert [ast.unparse(node) for node in nodes if _is_shell(node)] == []


def _is_shell(node: ast.AST) -> bool:
    """Whether it names what starts a shell, or asks for one."""
    match node:
        case ast.Attribute(attr=name) | ast.alias(name=name):
            return name in _SHELLS
        case ast.keyword(arg="shell"):
            return True
    return False


def _trace(script: str, folder: Path) -> Calls:
    trace = folder.parent / f"{folder.name}.calls"
    words = ["strace", "-f", "-qq", "-y", "-e", TRACED, "-o", str(trace), sys.executable, "-c"]
    subprocess.run([*words, script], check=True, capture_output=True)
    return read_calls(trace.read_text(errors="replace").splitlines(), folder)
