"""Numbers in an editor's sentences."""

from components.facts.numbers import find_numbers
from components.loader.rules import load_rules
from components.model import Version


def numbers(text):
    return find_numbers(Version("a", "a", text), load_rules())


def test_almost_three_hundred_parts_are_counted_with_their_approximator_outside_the_span():
    text = "They documented nearly 300 parts."
    (number,) = numbers(text)
    assert (number.span.of(text), number.value, number.bound, number.counted.of(text)) == ("300", 300, "nearly", "parts")
