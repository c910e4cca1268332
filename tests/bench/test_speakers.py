"""The bench of speakers counts what it says it counts."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import speakers

TEXT = "“We will not move from here,” Mara Lind said.\n\nOta Brandt called it “a very old story” twice. “Four words of nobody,” it rained."
ANNOTATIONS = """T1\tSource 30 39\tMara Lind
T2\tContent 0 29\t“We will not move from here,”
E1\tAttribution:T9 Source:T1 Content:T2
E2\tAttribution:T9 Source:T3 Content:T4
T3\tSource 30 39\tMara Lind
T4\tContent 68 86\t“a very old story”
"""


def test_stretches_have_the_source_of_the_content_that_covers_them() -> None:
    said = speakers.gold(TEXT, ANNOTATIONS)
    assert [item.span.of(TEXT) for item in said] == ["We will not move from here,", "a very old story", "Four words of nobody,"]
    assert [[source.of(TEXT) for source in item.sources] for item in said] == [["Mara Lind"], ["Mara Lind"], []]


def test_right_wrong_and_missed_speakers_are_counted(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "one_ab.ann").write_text(ANNOTATIONS, encoding="utf-8")
    total, lines = speakers.run(tmp_path, speakers.read)
    assert (total.gold, total.answered, total.right) == (2, 2, 1)
    assert [line.split(" [")[0] for line in lines][:1] == ["one: WRONG"]
    assert total.given >= total.answered
