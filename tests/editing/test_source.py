"""Source is read without losing a byte, and its positions are found."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigen.editing.source import Source, Unreadable, read_source


def _read(data: bytes) -> Source:
    source = read_source("a.py", data)
    assert isinstance(source, Source)
    return source


def _refuse(data: bytes) -> str:
    source = read_source("a.py", data)
    assert isinstance(source, Unreadable)
    return source.reason


@pytest.mark.parametrize(
    ("data", "encoding", "newline"),
    [
        (b"", "utf-8", "\n"),
        (b"x = 1", "utf-8", "\n"),
        (b"\xef\xbb\xbfx = 1\r\n", "utf-8", "\r\n"),
        (b"x = 1\ry = 2\r", "utf-8", "\r"),
        (b"x = 1\r\ny = 2\n", "utf-8", "\r\n"),
        (b"# coding: latin-1\nx = '\xe9'\n", "iso-8859-1", "\n"),
        (b"#!/bin/python\n# -*- coding: cp1252 -*-\nx = '\x80'\n", "cp1252", "\n"),
        (b"# a comment\r# coding: latin-1\rx = '\xe9'\r", "iso-8859-1", "\r"),
        (b"x = 1\n# coding: latin-1\ny = '\xc3\xa9'\n", "utf-8", "\n"),
    ],
)
def test_what_was_read_is_written_as_it_was(data: bytes, encoding: str, newline: str) -> None:
    source = _read(data)
    assert source.encode(source.text) == data
    assert (source.encoding, source.newline) == (encoding, newline)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"x = = 1\n", "syntax error at line 1"),
        (b"x = 1\n\ndef f(:\n", "syntax error at line 3"),
        (b"x = 1\n\x00", "null byte"),
        (b"x = '\xe9'\n", "encoding"),
        (b"\n\n\nx = '\xe9'\n", "not valid UTF-8"),
        (b"# coding: utf-8\n\n\nx = '\xe9'\n", "not valid UTF-8"),
        (b"# coding: no-such-thing\n", "encoding"),
        (b"# coding: rot13\nk = 1\n", "encoding that is not edited"),
        (b"# coding: punycode\nk = 1\n", "encoding that is not edited"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "encoding"),
        (b"\xff\xfex\x00", "encoding"),
        (b"x = 1\n<<<<<<< a\ny = 1\n=======\ny = 2\n>>>>>>> b\n", "conflict markers at line 2"),
        (b"x = " + b"-" * 50_000 + b"1\n", "too deeply"),
        (b"x = a" + b".b" * 50_000 + b"\n", "too deeply"),
        (b"x = " + b"9" * 10_000 + b"\n", "it has a syntax error"),
    ],
)
def test_what_is_not_edited_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    assert reason in _refuse(data)


def test_markers_that_are_no_conflict_are_no_reason() -> None:
    _read(b'"""\nTitle\n=======\n>>>>>>> quoted\n"""\n')


def test_lines_end_where_python_says() -> None:
    text = "a = 1 \x0c\nb = '\u2028\x85\x0b'\r\n\x0cc = 3\rd = 4"
    source = _read(text.encode())
    names = {ast.unparse(node): source.text_of(node) for node in source.tree.body}
    assert list(names.values()) == ["a = 1", "b = '\u2028\x85\x0b'", "c = 3", "d = 4"]
    assert [source.line_at(source.start_of(node)) for node in source.tree.body] == [1, 2, 3, 4]
    assert [source.newline_of(line) for line in (1, 2, 3, 4)] == ["\n", "\r\n", "\r", "\r"]


def test_columns_count_bytes_and_start_after_the_byte_order_mark() -> None:
    source = _read("\ufeffé = 'ü'; y = '\U0001f6d2'; z = 1\n".encode())
    assert [source.text_of(node) for node in source.tree.body] == [
        "é = 'ü'",
        "y = '\U0001f6d2'",
        "z = 1",
    ]


def test_indentation_starts_after_a_form_feed() -> None:
    source = _read(b"if 1:\n  \x0c\tx = 1\n")
    assert source.indentation_of(2) == "\t"


def test_escapes_that_python_warns_about_are_no_errors() -> None:
    _read(b"x = '\\d'\nassert (x, 'always true')\n")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    source = read_source("a.py", data)
    if isinstance(source, Source):
        assert source.encode(source.text) == data
    else:
        assert source.reason.startswith("it ")
