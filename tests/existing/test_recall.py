"""What later commands take from .apigen.toml, as apigen wrote it and as people may have left it."""

import pytest

from apigen.errors import UsageError
from apigen.existing.recall import read_stored
from apigen.routes.record import Record

BLOB = "ab" * 20
TEXT = f"""\
schema = 1
generator = "0.1.0"
framework = "flask"
package = "shop"
project = "shop"

[answers]
async = false

[[routes]]
path = "/items"
singular = "item"
fields = ["name:str"]
files = ["src/shop/routes/items.py"]

[files]
"README.md" = {{ owner = "project" }}
"src/shop/routes/items.py" = {{ blob = "{BLOB}", owner = "apigen" }}
"tests/\\u00e9 \\"x\\".py" = {{ blob = "{BLOB}", owner = "apigen" }}
"""
RECORD: Record = {
    "path": "/orders",
    "fields": ("name:str",),
    "files": ("src/shop/routes/orders.py",),
}


def test_all_is_read_as_it_was_written() -> None:
    stored = read_stored(TEXT.encode(), "x")
    assert (stored.framework, stored.package, stored.answers) == ("flask", "shop", {"async": False})
    assert [route["path"] for route in stored.routes] == ["/items"]
    assert stored.blobs == {"src/shop/routes/items.py": BLOB, 'tests/é "x".py': BLOB}
    assert (stored.generator, stored.kept) == ("0.1.0", frozenset({"README.md"}))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[files]\n", "[files]  # mine\n"),
        ('{ blob = "', '{ owner = "apigen", blob = "'),
        ('"README.md"', '  "README.md"'),
        ("[files]\n", "[files]\n\n"),
    ],
)
def test_other_spellings_say_the_same(old: str, new: str) -> None:
    text = TEXT.replace(old, new).replace(
        'owner = "apigen" }', "}" if "owner" in new else 'owner = "apigen" }'
    )
    text = text.replace('", }', '" }')
    stored, same = read_stored(text.encode(), "x"), read_stored(TEXT.encode(), "x")
    assert (stored.blobs, stored.kept) == (same.blobs, same.kept)


def test_a_route_that_comes_and_goes_leaves_the_text_as_it_was() -> None:
    stored = read_stored(TEXT.encode(), "x")
    text = stored.add_route(RECORD, [("src/shop/routes/orders.py", b"x = 1\n")])
    again = read_stored(text.encode(), "x")
    assert again.find_route("/orders") == RECORD
    assert "src/shop/routes/orders.py" in again.blobs
    assert again.remove_route(again.routes[-1], {"src/shop/routes/orders.py"}).text == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "schema = 2\n",
        "schema = 1\n",
        TEXT.replace('"flask"', "5"),
        TEXT.replace('["name:str"]', '"name:str"'),
        TEXT.replace('["name:str"]', "[5]"),
        TEXT.replace("[[routes]]", "[routes]"),
        TEXT.replace("async = false", "async = "),
        TEXT + "x = [[[[",
        "x = " + "[" * 100_000,
        "\x00",
    ],
)
def test_what_apigen_would_not_write_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="'x'"):
        read_stored(text.encode(), "x")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UsageError, match="'x'"):
        read_stored(b"\xff", "x")
