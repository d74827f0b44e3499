"""A large project is merged while one waits."""

import time

from apigen.merging.files import merge_file

from .renderings import FEATURES, START, render

FILES = 300


def test_three_hundred_files_of_two_hundred_lines_take_less_than_two_seconds() -> None:
    before = render(tuple((START | {"framework": "fastapi"}).items()))
    after = render(tuple((START | {"framework": "fastapi"} | FEATURES["jwt"]).items()))
    path = "tests/routes/test_items.py"
    base, theirs = (text[path] for text in (before, after))
    assert len(base.splitlines()) > 150
    started = time.process_time()
    for number in range(FILES):
        ours = f"{base}\n\ndef test_own_{number}() -> None:\n    assert URL\n"
        merge = merge_file(path, base.encode(), ours.encode(), theirs.encode())
        assert merge.kind == "merged"
    assert time.process_time() - started < 2
