"""Whatever a resident sends, in whatever order: an answer, within the limit, and a talk that can be kept."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.wechat.outbound import fit
from dialogs.catalogue import FLOWS
from dialogs.flows.menu import COMMANDS
from tests.builders import a_clue, a_scene
from tests.cast import LI, WANG, WANG_PAID
from tests.talks import Player

SAID = (
    """
你好/我妈瘫痪在床没人管/农村低保一个月多少钱/那城市的呢/办低保要带什么/北张乡北张村/沙河村/北张乡/王秀英/15400000002/120129
跳过/不清楚/返回/取消/继续/重新开始/再说一遍/地址说错了，是北张乡/电话错了/有地方要改/改姓名/不想活了/家里着火了/他又打我了
转人工/你们这群吃干饭的/离婚证咋补办/没错，提交/不提交/同意/不同意/匿名/谢谢/嗯/。。。/钱没到/山西省文水县/办到哪一步了
不满意，重新办/补充/低保谁能申请/低保怎么申请（2）/都不是/转给工作人员/进度A1/重新办理A2/补充A9/很急/本人/邻居
""".strip()
    .replace("\n", "/")
    .split("/")
)
WORDS = st.one_of(
    st.sampled_from(SAID),
    st.sampled_from([word for words in COMMANDS.values() for word in words]),
    st.integers(0, 12).map(str),
    st.text(max_size=40),
    st.text("低保钱多少我妈是的吗了不病1２三 \n", min_size=1, max_size=600),
)
SENT = st.one_of(
    st.tuples(st.just("text"), WORDS),
    st.tuples(st.just("voice"), st.one_of(st.just(""), WORDS)),
    st.tuples(st.sampled_from(["image", "video", "file", "link", "other", "follow", "scan"]), st.just("")),
    st.tuples(st.just("location"), st.sampled_from(["", "北张乡石桥村", "某某广场"])),
    st.tuples(st.just("tap"), st.sampled_from([*COMMANDS, "gone"])),
    st.tuples(st.just("wait"), st.integers(1, 200)),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    sent=st.lists(SENT, max_size=14),
    bound=st.booleans(),
    begin=st.sampled_from(["", *COMMANDS]),
    pack=st.sampled_from(["shifan", "shifan", "wenshui"]),
)
def test_any_conversation_is_answered_within_the_limit_and_can_be_kept(sent, bound, begin, pack):
    clues = (a_clue("A1"), a_clue("A2", state="resolved", result="已说明", reason="收" * 300))
    player = Player(
        a_scene(pack=pack, resident=WANG if bound else LI, payments=WANG_PAID if bound else (), clues=clues)
    )
    before = ""
    for kind, text in [("tap", begin), *sent] if begin else sent:
        if kind == "wait":
            player.wait(hours=text)
            continue
        more = {"latitude": 37.5, "longitude": 112.0} if kind == "location" else {}
        if kind in ("image", "video", "voice"):
            more["media_id"] = "m"
        replies, _ = player.send(text, kind=kind, scene="place:999901200203" if kind == "scan" else "", **more)

        album = kind in ("image", "video") and kind == before
        before = kind
        assert album or any(reply.plain().strip() for reply in replies), "nobody is left without an answer"
        for reply in replies:
            assert fit((reply,))[1] == (), f"a reply must fit one message: {reply.plain()[:200]}"
        assert player.talk.flow in ("", *FLOWS)


def test_who_unfollows_hears_nothing_and_is_forgotten():
    replies, wanted = Player().send(kind="unfollow")

    assert replies == []
    assert [type(effect).__name__ for effect in wanted] == ["Forget"]
