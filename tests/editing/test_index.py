"""The index of the models takes a model in and gives it back, in its own style."""

import pytest

from apigen.editing.edits import Added, AlreadyThere, ByHand, NotThere, Removed
from apigen.editing.index import add_to_index, remove_from_index
from apigen.editing.source import Source, read_source

USUAL = """from ..database import Base
from .items import Item

__all__ = ["Base", "Item"]
"""


def _read(text: str) -> Source:
    source = read_source("src/shop/models/__init__.py", text.encode())
    assert isinstance(source, Source)
    return source


def _names(count: int) -> str:
    return ", ".join(f'"Item{number}"' for number in range(count))


WRAPPED = "".join(f'    "Item{number}",\n' for number in range(9))

CASES = {
    "usual": (
        USUAL,
        (
            "from ..database import Base\nfrom .items import Item\nfrom .orders import Order\n\n"
            '__all__ = ["Base", "Item", "Order"]\n'
        ),
    ),
    "sorted in the middle": (
        'from .items import Item\nfrom .users import User\n\n__all__ = ["Item", "User", "make"]\n',
        (
            "from .items import Item\nfrom .orders import Order\nfrom .users import User\n\n"
            '__all__ = ["Item", "Order", "User", "make"]\n'
        ),
    ),
    "no list of names": (
        "from .items import Item  # noqa: F401\n",
        "from .items import Item  # noqa: F401\nfrom .orders import Order\n",
    ),
    "tuple of one": (
        "from .items import Item\n__all__ = ('Item',)",
        "from .items import Item\nfrom .orders import Order\n__all__ = ('Item', 'Order')",
    ),
    "tuple without brackets": (
        'from .items import Item\n__all__ = "Item", "User"\n',
        'from .items import Item\nfrom .orders import Order\n__all__ = "Item", "Order", "User"\n',
    ),
    "one a line, and comments": (
        "from .items import Item\r\n\r\n__all__ = [\r\n    # goods\r\n    'Item',  # one\r\n]\r\n",
        (
            "from .items import Item\r\nfrom .orders import Order\r\n\r\n"
            "__all__ = [\r\n    # goods\r\n    'Item',  # one\r\n    'Order',\r\n]\r\n"
        ),
    ),
    "no last comma": (
        "from .items import Item\n__all__ = [\n\t'Item'\n]\n",
        "from .items import Item\nfrom .orders import Order\n__all__ = [\n\t'Item',\n\t'Order'\n]\n",
    ),
    "not sorted": (
        'from .users import User\nfrom .items import Item\n__all__ = ["User", "Item"]\n',
        (
            "from .users import User\nfrom .items import Item\nfrom .orders import Order\n"
            '__all__ = ["User", "Item", "Order"]\n'
        ),
    ),
    "too long for a line": (
        f"from .items import *_\n\n__all__ = [{_names(9)}]\n".replace("*_", "Item0"),
        (
            "from .items import Item0\nfrom .orders import Order\n\n"
            f'__all__ = [\n{WRAPPED}    "Order",\n]\n'
        ),
    ),
    "typed": (
        "from .items import Item\n\n__all__: list[str] = []\n",
        'from .items import Item\nfrom .orders import Order\n\n__all__: list[str] = ["Order"]\n',
    ),
    "docstring only": ('"""Models."""', '"""Models."""\n\nfrom .orders import Order'),
    "empty": ("", "from .orders import Order\n"),
    "comment only": ("# none yet\n", "# none yet\nfrom .orders import Order\n"),
    "absolute": (
        "from shop.database import Base\nfrom shop.models.items import Item\n",
        (
            "from shop.database import Base\nfrom shop.models.items import Item\n"
            "from shop.models.orders import Order\n"
        ),
    ),
    "another class of the module": (
        'from .orders import OrderLine\n\n__all__ = ["OrderLine"]\n',
        'from .orders import Order, OrderLine\n\n__all__ = ["Order", "OrderLine"]\n',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_model_goes_in_and_comes_out(case: str) -> None:
    before, after = CASES[case]
    length = 98 if case == "too long for a line" else 100
    result = add_to_index(_read(before), "orders", "Order", length)
    assert isinstance(result, Added), result
    assert result.data.decode() == after
    assert add_to_index(_read(after), "orders", "Order") == AlreadyThere()
    taken_out = remove_from_index(_read(after), "orders", "Order", length)
    assert taken_out == Removed(before.encode())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("from .items import *\n", "everything"),
        (USUAL + '__all__ += ["Order"]\n', "several steps"),
        (USUAL + "__all__.sort()\n", "several steps"),
        ("__all__ = [name for name in dir()]\n", "not a plain list"),
        ('__all__ = ["Item", *others]\n', "more than plain"),
        ('__all__ = ["It" "em"]\n', "more than plain"),
        (r'__all__ = ["It\x65m"]' + "\n", "more than plain"),
        ('if 1:\n    __all__ = ["Item"]\n', "several steps"),
        ('__all__ = ["Order"]\n', "does not import"),
        ("from .orders import Order\n" + USUAL, "leaves it out"),
        ("Order = None\n", "the name Order is taken"),
        ("from . import orders\n", "the name orders is taken"),
        ("from .sales import Order\n", "the name Order is taken"),
    ],
)
def test_what_is_uncertain_is_left_to_a_person(text: str, reason: str) -> None:
    result = add_to_index(_read(text), "orders", "Order")
    assert isinstance(result, ByHand), result
    assert reason in result.reason
    assert result.lines[0] == "from .orders import Order"
    assert result.where


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("from .orders import Order\n\nDEFAULT = Order\n", "uses Order"),
        ("from .orders import Order\n\nx: 'Order'\n", "uses Order"),
        ("try:\n    from .orders import Order\nexcept ImportError:\n    pass\n", "one plain place"),
        ('__all__ = ["Order"]\n', "one plain place"),
        ("from .orders import Order  # keep\n", "comment"),
        ('from .orders import Order\n\n__all__ = [\n    "Order",  # keep\n]\n', "proved"),
    ],
)
def test_what_is_used_stays(text: str, reason: str) -> None:
    result = remove_from_index(_read(text), "orders", "Order")
    assert isinstance(result, ByHand), result
    assert reason in result.reason


def test_what_is_not_there_is_not_taken_out() -> None:
    assert remove_from_index(_read(USUAL), "orders", "Order") == NotThere()


def test_several_go_in_and_come_out_in_any_order() -> None:
    first = add_to_index(_read(USUAL), "orders", "Order")
    assert isinstance(first, Added)
    both = add_to_index(_read(first.data.decode()), "addresses", "Address")
    alone = add_to_index(_read(USUAL), "addresses", "Address")
    assert isinstance(both, Added)
    assert isinstance(alone, Added)
    source = _read(both.data.decode())
    assert remove_from_index(source, "orders", "Order") == Removed(alone.data)
