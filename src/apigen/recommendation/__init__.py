"""Recommends a framework: by the criteria of two published comparisons, as far as they hold."""

from .criteria import Criterion, Source, load_criteria
from .decision import AUTO, TITLES, Decision, decide_framework, find_needs
from .flips import Flip, find_flips
from .needs import FIRST, NEEDS, REST, Needs, make_needs
from .rule import WEIGHTS, Reason, Verdict, weigh

__all__ = [
    "AUTO",
    "FIRST",
    "NEEDS",
    "REST",
    "TITLES",
    "WEIGHTS",
    "Criterion",
    "Decision",
    "Flip",
    "Needs",
    "Reason",
    "Source",
    "Verdict",
    "decide_framework",
    "find_flips",
    "find_needs",
    "load_criteria",
    "make_needs",
    "weigh",
]
