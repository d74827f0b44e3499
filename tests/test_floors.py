"""No version that a project's dependencies let in at least has a fault that is known."""

from apigen.checking.advisories import load_advisories
from apigen.checking.requirements import normalise, read_release
from scripts.pins import CHECKOUT, FLOOR, find_files


def test_every_floor_is_above_the_known_faults() -> None:
    texts = [path.read_text(encoding="utf-8") for path in find_files(CHECKOUT)]
    floors = {
        normalise(match["name"]): match["version"]
        for text in texts
        for match in FLOOR.finditer(text)
    }
    _, advisories = load_advisories()
    about = [advisory for advisory in advisories if advisory.package in floors]
    assert len(about) > 20
    for advisory in about:
        floor = read_release(floors[advisory.package])
        assert floor is not None
        assert not advisory.is_about(floor), (advisory.id, floors[advisory.package])
