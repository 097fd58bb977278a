"""Questions that ask one thing come together, the same way every time."""

import random

from hypothesis import given
from hypothesis import strategies as st

from knowledge.clusters import Asked, clusters
from knowledge.embedder import Unavailable

FIRE = ("低保户死了火化费减免吗", "低保对象去世火化费谁出", "低保户火化费能免吗")
BUS = ("低保坐公交要钱吗", "吃低保的坐公交车免不免费")
OTHER = ("流浪狗谁管",)


def asked(*wordings, **more):
    return tuple(Asked(number, words, **more) for number, words in enumerate(wordings, 1))


def groups(found):
    return {frozenset(one.words for one in each.members) for each in found}


class Meaning:
    """A model that knows that 火化 and 骨灰 are one matter."""

    def embed(self, text):
        return (1.0, 0.0) if "火化" in text or "烧" in text else (0.0, 1.0) if "公交" in text else (0.6, 0.8)


class NoModel:
    def embed(self, text):
        raise Unavailable


def test_alike_wordings_come_together_and_others_stay_apart():
    found = clusters(asked(*FIRE, *BUS, *OTHER))

    assert groups(found) == {frozenset(FIRE), frozenset(BUS), frozenset(OTHER)}


def test_the_most_asked_group_comes_first_with_its_counts_and_its_programme():
    loud = Asked(7, BUS[0], programme="dibao", times=5, before=2, people=frozenset({"a", "b"}))
    also = Asked(8, BUS[1], programme="tekun", times=1, before=1, people=frozenset({"b", "c"}))
    first, *_ = clusters((*asked(*FIRE), loud, also))

    assert (first.id, first.times, first.before, first.people, first.programme) == (7, 6, 3, 3, "dibao")


def test_a_group_is_named_by_its_most_typical_question():
    odd = Asked(1, "请问低保户死了火化费减免吗，我爸走了，家里没钱，亲戚说可以免", times=1)
    usual = tuple(Asked(number, words, times=3) for number, words in enumerate(FIRE, 2))
    (found,) = (one for one in clusters((odd, *usual)) if len(one.members) > 1)

    assert found.typical.words in FIRE


def test_sentence_vectors_join_what_words_do_not_show():
    apart = asked("骨灰怎么烧", "火化费用怎么算")

    assert len(clusters(apart)) == 2
    assert len(clusters(apart, Meaning())) == 1
    assert len(clusters(apart, NoModel())) == 2


def test_questions_about_two_programmes_stay_apart():
    assert len(clusters(asked("五保户是什么意思", "临时救助是什么意思"))) == 2


def test_a_question_that_names_a_programme_needs_more_to_join_one_that_names_none():
    assert len(clusters(asked("离婚需要什么手续", "临时救助需要什么手续"))) == 2
    assert len(clusters(asked("火化费能不能减免", "低保户火化费能不能减免"))) == 1


def test_the_way_of_asking_alone_makes_no_two_questions_alike():
    assert len(clusters(asked("种粮补贴什么时候发", "优抚金什么时候发", "护照是不是请问18", "离婚是不是请问19"))) == 4


def test_vectors_never_join_two_programmes():
    assert len(clusters(asked("低保户火化", "五保户烧纸"), Meaning())) == 2


def test_what_a_clerk_takes_out_or_moves_stays_where_it_was_put():
    one, two, three = asked(*FIRE)
    alone = Asked(three.id, three.words, joined=three.id)
    bus = Asked(9, BUS[0])
    moved = Asked(two.id, two.words, joined=bus.id)

    assert groups(clusters((one, two, alone))) == {frozenset({FIRE[0], FIRE[1]}), frozenset({FIRE[2]})}
    assert frozenset({FIRE[1], BUS[0]}) in groups(clusters((one, moved, bus)))
    # A question moved to one that was answered meanwhile goes where its wording puts it.
    assert groups(clusters((one, moved))) == {frozenset({FIRE[0], FIRE[1]})}


@given(st.permutations((*FIRE, *BUS, *OTHER, "残疾证过期了补贴停不停", "残疾证到期补贴停不停")), st.randoms())
def test_the_order_in_which_questions_come_changes_nothing(order, chance):
    numbered = [Asked(FIXED[words], words, times=1 + FIXED[words] % 3) for words in order]
    chance.shuffle(numbered)

    assert clusters(numbered) == clusters(sorted(numbered, key=lambda one: one.id))


FIXED = {
    words: number
    for number, words in enumerate((*FIRE, *BUS, *OTHER, "残疾证过期了补贴停不停", "残疾证到期补贴停不停"), 1)
}


def test_every_question_is_in_one_group():
    chance = random.Random(5)
    many = tuple(
        Asked(number, "".join(chance.choices("低保特困补贴停发火化公交敬老院怎么办多少钱谁管要不要", k=9)))
        for number in range(1, 400)
    )
    found = clusters(many)

    assert sorted(one.id for each in found for one in each.members) == list(range(1, 400))


def test_nothing_asked_is_no_group():
    assert clusters(()) == ()
