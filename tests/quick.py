"""Makes tests quick where the machine allows it: they write small files and start Python thousands of times."""

import os
import re
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 6 * 1024**3


def make_quick() -> None:
    """Keep temporary files in memory, unless they are wanted elsewhere, and compiled code on disk.

    SQLite waits for the disk several times in each test of a project, which is most of its time.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if "TMPDIR" not in os.environ and is_roomy():
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


def is_roomy() -> bool:
    """Whether there is a file system in memory that holds environments, and programs run from it."""
    if not os.access(MEMORY, os.W_OK) or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return False
    available = re.findall(r"MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text())
    return min(int(available[0]) * 1024, shutil.disk_usage(MEMORY).free) > ENOUGH
