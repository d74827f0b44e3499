"""Shows measured figures beside what the documents claim of speed and resources."""

from collections.abc import Iterator
from dataclasses import asdict

from ..measuring.measure import Measurement
from ..recommendation import TITLES, load_criteria
from .screen import Line, get_width, show_lines
from .verdict import wrap

_ROWS = (
    ("CPU time of a request", "cpu_us", "us"),
    ("requests a second", "requests_per_second", ""),
    ("99th percentile", "p99_ms", "ms"),
    ("memory", "memory_mb", "MB"),
)
# The criteria that speak of speed or resources, and the figure to hold beside each.
_CLAIMS = (
    ("fast-backend", "cpu_us"),
    ("heavy-traffic", "requests_per_second"),
    ("low-resources", "memory_mb"),
)


def show_measurement(measurement: Measurement) -> None:
    """Print the figures and their ratios."""
    show_lines(tuple(make_measurement_page(measurement, get_width())))


def make_measurement_page(measurement: Measurement, width: int) -> Iterator[Line]:
    """Give the lines of the page."""
    yield Line("")
    yield Line("Measured on this machine", "bold")
    how = (
        f"One worker each, the minimal project's one route, by {measurement.tool}. "
        "The ratios say more than the figures, and of them the first says most."
    )
    yield from wrap(how, width, indent=2)
    yield Line(f"  {'':<22}{'Flask':>10}{'FastAPI':>10}{'ratio':>8}")
    flask, fastapi = (asdict(measurement.figures[name]) for name in ("flask", "fastapi"))
    for title, key, unit in _ROWS:
        label = f"{title}, {unit}" if unit else title
        ratio = _divide(fastapi[key], flask[key])
        yield Line(f"  {label:<22}{flask[key]:>10.1f}{fastapi[key]:>10.1f}{ratio:>8}")
    claims = {criterion.id: criterion for criterion in load_criteria()}
    for criterion_id, key in _CLAIMS:
        criterion = claims[criterion_id]
        [title] = [title for title, name, _ in _ROWS if name == key]
        publisher = criterion.sources[0].publisher
        yield from wrap(f"{publisher}: {criterion.claim}", width, indent=2)
        here = f"Here, {title}: {TITLES['fastapi']} has {_divide(fastapi[key], flask[key])} of {TITLES['flask']}'s."
        yield from wrap(here, width, indent=4, style="bright_black")


def make_measurement_document(measurement: Measurement) -> dict[str, object]:
    """Give the figures as values that JSON knows."""
    figures = {name: asdict(measurement.figures[name]) for name in sorted(measurement.figures)}
    ratios = {
        key: round(figures["fastapi"][key] / figures["flask"][key], 3)
        for key in figures["flask"]
        if figures["flask"][key]
    }
    return {"tool": measurement.tool, **figures, "fastapi_to_flask": ratios}


def _divide(one: float, other: float) -> str:
    return f"{one / other:.2f}" if other else "-"
