"""What is said to flip a verdict does, and nothing smaller would."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from apigen.question import Value
from apigen.recommendation import NEEDS, Needs, find_flips, make_needs, weigh

CHOICES = {q.key: [choice.value for choice in q.choices] for q in NEEDS}
ANSWERS = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(values) for key, values in CHOICES.items()}
)


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_every_flip_flips_and_none_is_smaller(answers: dict[str, Value]) -> None:
    needs = make_needs(answers)
    verdict = weigh(needs)
    flips = find_flips(verdict)
    assert flips
    [size] = {len(flip.change) for flip in flips}
    for flip in flips:
        assert all(needs.get(key) != value for key, value in flip.change.items())
        assert weigh(needs.change(flip.change)).framework == flip.framework != verdict.framework
    for smaller in range(1, min(size, 3)):
        assert not _flips_with(needs, verdict.framework, smaller)


def _flips_with(needs: Needs, framework: str, size: int) -> bool:
    """Try every change of `size` answers, without any of the shortcuts of the search."""
    for keys in combinations(CHOICES, size):
        for values in product(*([*CHOICES[key], None] for key in keys)):
            changed = needs.change(dict(zip(keys, values, strict=True)))
            if weigh(changed).framework != framework:
                return True
    return False
