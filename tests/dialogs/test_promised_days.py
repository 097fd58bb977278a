"""What is said of how long a question takes is what its clock then says too."""

import re

import pytest

from dialogs.answered import answered_within
from dialogs.say import local_day
from knowledge.deadlines import clocks, promised_by
from knowledge.pack import PACKS
from tests.builders import a_scene
from tests.talks import Player


@pytest.mark.parametrize("pack", sorted(path.name for path in PACKS.iterdir() if path.is_dir()))
def test_the_days_said_beside_转给工作人员_are_the_days_of_the_promise_that_follows(pack):
    scene = a_scene(pack=pack)
    held = scene.office.pack.clocks
    running = clocks("question", "normal", scene.now, held, scene.office.calendar)
    days = int(re.fullmatch(r"(\d+)个工作日内", answered_within(scene))[1])

    assert promised_by(running) == scene.office.calendar.add(local_day(scene.now), days)


def test_who_passes_a_question_on_hears_one_and_the_same_time_twice():
    player = Player(a_scene())
    told, _ = player.send("白内障手术医疗救助能报多少")
    player.send("1")
    done, _ = player.send("13800138000")

    assert "10个工作日内答复您" in told[0].plain()
    assert "12月2日（周三）前答复您" in done[-1].plain()
