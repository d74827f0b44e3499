"""Whatever owners write, a merge ends, loses nothing, and is proved."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apigen.merging.blocks import UnclearError, join
from apigen.merging.files import merge_file
from apigen.merging.formats import find_format

from .renderings import list_pairs

PATHS = [
    "a.py",
    "a.toml",
    "a.yaml",
    "a.json",
    "a.md",
    ".env",
    ".gitignore",
    "justfile",
    "Dockerfile",
]
PIECES = [
    *("\n", "\n\n", "  ", "    ", "# c\n", "a", "b = 1\n", "a: 1\n", "- a\n", "- a: 1\n", "key:\n"),
    *(
        "[a]\n",
        "[[a]]\n",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "=",
        '"',
        "'",
        '"""',
        "\\\n",
        "|\n",
    ),
    *(
        "def f():\n",
        "class A:\n",
        "@d\n",
        "import a\n",
        "from a import b, c\n",
        "return 1\n",
        "x()\n",
    ),
    *("# A\n", "## B\n", "| a | b |\n", "| --- | --- |\n", "```\n", "FROM a AS b\n", "RUN x \\\n"),
    *(
        "---\n",
        "a := 1\n",
        "r: s t\n",
        "A=1\n",
        "export A=2\n",
        "\t",
        "\r\n",
        "\x0c",
        "é",
        "&a ",
        "!t ",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, str, str]:
    """Give three texts that have something in common."""
    base = draw(st.lists(st.sampled_from(PIECES), max_size=12))
    texts = []
    for _ in range(2):
        place = draw(st.integers(0, len(base)))
        count = draw(st.integers(0, 3))
        put = draw(st.lists(st.sampled_from(PIECES), max_size=3))
        texts.append("".join([*base[:place], *put, *base[place + count :]]))
    return "".join(base), texts[0], texts[1]


@given(st.sampled_from(PATHS), versions())
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
def test_any_text_is_merged(path: str, texts: tuple[str, str, str]) -> None:
    base, ours, theirs = (text.encode() for text in texts)
    merged = merge_file(path, base, ours, theirs)
    assert merged.data is not None
    assert merge_file(path, base, ours, base).data == ours
    assert merge_file(path, base, base, theirs).data == theirs
    if merged.kind == "merged":
        words = set(texts[1].split()) - set(texts[0].split())
        joined = "".join(merged.data.decode().split())
        assert all(part in joined for word in words for part in word.split(","))


@given(st.sampled_from(PATHS), TEXTS)
@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@example("a.yaml", "- a\naa: 1\n")
def test_blocks_together_are_the_text(path: str, text: str) -> None:
    format_ = find_format(path)
    assert format_
    try:
        blocks = format_.split(text)
    except UnclearError:
        return
    assert join(blocks) == text


def test_every_file_that_apigen_writes_can_be_split() -> None:
    for _, before, after in list_pairs():
        for path, text in (before | after).items():
            if format_ := find_format(path):
                assert join(format_.split(text)) == text, path
