"""Letters, dangers and other single moments are tried in samples that reach every line of theirs."""

import pytest

from bot.wechat.outbound import fit
from dialogs import perils
from dialogs.lines import HOLE
from dialogs.sample_letters import TOLD
from dialogs.sample_moments import MOMENTS, short_samples
from dialogs.trial import reworded, tried
from dialogs.wordings import catalogue
from tests.builders import a_scene

GROUPS = tuple(dict.fromkeys((*TOLD, *MOMENTS)))


def marked(group):
    """Each line of a group with its key in it, so that it is known where it is heard."""
    mine = [one for one in catalogue() if one.flow == group]
    return {one.key: "".join(f"{{{hole}}}" for hole in HOLE.findall(one.default)) + f"〔{one.key}〕" for one in mine}


@pytest.mark.parametrize("pack", ["shifan", "wenshui"])
@pytest.mark.parametrize("group", GROUPS)
def test_the_samples_reach_every_line_of_their_group(group, pack):
    own = marked(group)
    then = reworded(a_scene(pack=pack), own)
    heard = "\n".join(bubble.reply.plain() for sample in short_samples(group, then) for bubble in sample.said)

    assert [key for key in own if f"〔{key}〕" not in heard] == []


@pytest.mark.parametrize("group", GROUPS)
def test_our_own_words_stand_in_one_message_each_and_no_two_samples_share_a_name(group):
    short = list(short_samples(group, a_scene()))

    assert [one.walk.title for one in short if any(fit((bubble.reply,))[1] for bubble in one.said)] == []
    assert len({one.walk.name for one in short}) == len({one.walk.title for one in short}) == len(short)


@pytest.mark.parametrize("name", [name for name in perils.SAYS if name not in ("again", "alerted")])
def test_each_danger_is_answered_by_the_line_made_for_it(name):
    told = next(one for one in short_samples("perils", a_scene()) if one.walk.name == f"moment_{name}")

    assert told.said[1].reply.text.startswith(perils.SAYS[name].partition("{")[0])


def test_a_letter_worded_anew_is_tried_and_only_its_own_bubbles_are_marked():
    own = {"letters.went": "「{title}」办完了，您还满意吗？"}
    found = {one.sample.walk.name: one for one in tried("letters.went", a_scene(), own, fit)}

    assert [name for name, one in found.items() if one.changed] == ["went"]
    assert found["went"].sample.said[0].reply.text == "「求助」办完了，您还满意吗？"
    assert {one.trouble for one in found.values()} == {""}


def test_a_letter_too_long_for_one_message_cannot_be_published():
    own = {"letters.result_next": "好" * 700 + "{human}"}

    assert any("一条微信放不下" in one.trouble for one in tried("letters.result_next", a_scene(), own, fit))
