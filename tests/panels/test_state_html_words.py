"""The address, the escaping, the words on the screen."""

from __future__ import annotations

from datetime import date

from components.model import SEVERITIES, Kind, Severity, Verdict
from components.panels import state, words
from components.panels.html import Html, join, tag, text
from components.panels.state import Place


def test_an_address_is_read_back_as_it_was_written() -> None:
    place = Place(story="harbour", panel="table", kind="Quotation,Title", q="a b&c=d", sel="f1")
    written = place.href().removeprefix("?")
    assert state.read(state.changes_of(written)) == place


def test_an_address_leaves_out_what_is_as_it_always_is() -> None:
    assert Place(panel="read").href() == "?panel=read"
    assert Place(panel="read").href(panel="", story="x") == "?story=x"


def test_what_no_address_of_ours_holds_is_passed_over() -> None:
    assert state.read({"utm_source": "mail", "panel": "read", "q": "x" * 5000}) == Place(panel="read")
    assert state.changes_of("panel=read&evil=1&sel=") == {"panel": "read", "sel": ""}


def test_another_story_forgets_what_belonged_to_the_old_one() -> None:
    before = {"story": "harbour", "sel": "f1", "panel": "read", "rule": "lenient"}
    assert state.after(before, {"story": "ferry"}, "d") == {"story": "ferry", "panel": "read", "rule": "lenient"}


def test_a_selection_says_of_which_texts_it_is() -> None:
    assert state.after({}, {"sel": "f1"}, "aa.bb") == {"sel": "f1", "text": "aa.bb"}
    assert state.after({"sel": "f1", "text": "aa.bb"}, {"sel": ""}, "aa.bb") == {}


def test_a_list_in_the_address_takes_and_loses_a_value() -> None:
    assert Place(show="minor").toggled("show", "cosmetic") == "minor,cosmetic"
    assert Place(show="minor,cosmetic").toggled("show", "minor") == "cosmetic"


def test_a_day_of_the_address_that_is_none_is_none() -> None:
    assert state.day_of("2024-06-28") == date(2024, 6, 28)
    assert state.day_of("2024-02-31") is None and state.day_of("unknown") is None


def test_a_strangers_text_is_escaped_wherever_it_stands() -> None:
    made = tag("p", '<script>alert("x")</script>', title='"><img onerror=x>', class_="a")
    assert "<script" not in made and "<img" not in made
    assert made == '<p title="&quot;&gt;&lt;img onerror=x&gt;" class="a">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</p>'


def test_markup_of_our_own_is_not_escaped_twice() -> None:
    inner = tag("b", "a & b")
    assert tag("p", inner) == "<p><b>a &amp; b</b></p>"
    assert join([inner, None, "<"]) == "<b>a &amp; b</b>&lt;"
    assert isinstance(text(inner), Html) and text(inner) == inner


def test_markup_and_plain_text_added_up_are_plain_text_again() -> None:
    assert tag("p", tag("b", "x") + "<i>") == "<p>&lt;b&gt;x&lt;/b&gt;&lt;i&gt;</p>"


def test_a_null_character_is_shown_not_sent() -> None:
    assert "\x00" not in tag("p", "a\x00b")


def test_dates_read_as_an_editor_writes_them() -> None:
    assert words.day(date(2024, 6, 8)) == "8 June 2024"
    assert words.timex("2024-01-02") == "2 January 2024"
    assert words.timex("2024-01") == "January 2024"
    assert words.timex("2023") == "2023"
    assert words.timex("XXXX-01-02") == "2 January, year not known"
    assert words.timex("XXXX-05") == "May, year not known" and words.timex("XXXX-XX-XX") == "day not known"
    assert words.timex("2018/..") == "2018 on" and words.timex("2018/2020") == "2018 to 2020"
    assert words.timex("PT12M") == "12 minutes" and words.timex("P1D") == "1 day" and words.timex("PXM") == "some months"
    assert words.timex("PRESENT_REF") == "now"
    assert words.timex("2024-13-45") == "2024-13-45"


def test_counts_and_lists_are_words() -> None:
    assert words.count(1, "sentence") == "1 sentence" and words.count(1062, "word") == "1,062 words"
    assert words.listed(["a", "b", "c"]) == "a, b and c" and words.listed(["a"]) == "a" and words.listed([]) == ""


def test_every_kind_severity_and_verdict_has_its_word_and_its_sign() -> None:
    assert set(words.KIND) == set(Kind.__args__)
    assert tuple(words.SEVERITY) == tuple(words.SEVERITY_SIGN) == SEVERITIES == Severity.__args__
    assert set(words.VERDICTS) == set(Verdict.__args__) and set(words.VERDICT) == set(words.VERDICT_SIGN) == {*Verdict.__args__, "same"}


def test_no_word_on_the_screen_takes_a_side() -> None:
    said = " ".join((*words.KIND.values(), *words.SEVERITY.values(), *words.VERDICT.values())).casefold()
    assert not any(word in said for word in ("omitted", "deleted", "dropped", "new", "correct", "error", "verified"))
