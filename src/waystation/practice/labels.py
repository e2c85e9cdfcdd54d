"""The words around a replay on a terminal, in English and Korean."""

from dataclasses import dataclass
from typing import Literal

from waystation.web.replay_record import AskedKind, Basis, Verdict

Language = Literal["en", "ko"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Every label in one language; `{}` is filled in."""

    language: Language
    basis: dict[Basis, str]
    verdict: dict[Verdict, str]
    kinds: dict[AskedKind, str]
    timer: str
    columns: tuple[str, str, str]
    marks: str
    no_row: str
    could_not: str
    verdicts: str
    no_loss: str
    hindsight: str
    all_rows: str
    figures: str
    organiser: str
    source_is: str
    moment_is: str
    if_is: str
    same_is: str
    starting: str
    ready: str
    playing: str
    finished: str
    pages: str
    stop: str

    def source(self, text: str) -> str:
        """Say what a replay rests on."""
        return self.source_is.format(text)

    def moment(self, when: str) -> str:
        """Head the moment that a reader sees first."""
        return self.moment_is.format(when)

    def if_assumed(self, verdict: str, answer: str) -> str:
        """Say a verdict under another answer."""
        return self.if_is.format(verdict=verdict, answer=answer)

    def same_under(self, count: int, whole: int) -> str:
        """Say how many other answers change nothing."""
        return self.same_is.format(count=count, whole=whole)

    def who(self, role: str) -> str:
        """Name a role as a reader knows it."""
        return self.organiser if role == "organiser" else role


EN = Labels(
    language="en",
    basis={"stated": "stated", "inferred": "inferred", "assumed": "assumed"},
    verdict={
        "stopped": "stopped",
        "questioned": "questioned",
        "not_reached": "not reached",
    },
    kinds={
        "alarm": "Alarm, by what was noted.",
        "hold": "Hold, by the alarm.",
        "finding": "Found, by a rule.",
        "question": "Asked, by a rule.",
    },
    timer="Alarm, by the timer.",
    columns=(
        "what the report says",
        "what each party knew",
        "what was asked and held, by what",
    ),
    marks="stated: the report says so · inferred: it follows from it · assumed: by us, "
    "so that there is something to act on",
    no_row="the report has no row for this",
    could_not="What it could not have prevented",
    verdicts="What it would have meant",
    no_loss="Everyone arrived; nobody was lost. Nothing in the way held anyone up.",
    hindsight="These are questions asked in time. Nobody can know the outcome.",
    all_rows="The whole operation, in the order of the report",
    figures="Figures in the same report",
    organiser="the organiser",
    source_is="Source: {}",
    moment_is="The moment to look at: {}",
    if_is="{verdict} if: {answer}",
    same_is="the same under {count} of {whole} other answers to what it leaves open",
    starting="starting the practice organisation: one relay, {} desks, people of their own",
    ready="everybody is there after {:.0f} s",
    playing="playing {name}: {at} of {whole}",
    finished="played through the practice organisation in {:.0f} s",
    pages="The practice organisation is open in your browser: {}",
    stop="Ctrl-C ends it.",
)

KO = Labels(
    language="ko",
    basis={"stated": "보도", "inferred": "추정", "assumed": "가정"},
    verdict={"stopped": "멈춤", "questioned": "물음", "not_reached": "닿지 못함"},
    kinds={
        "alarm": "경보, 기록된 일 때문에.",
        "hold": "보류, 경보 때문에.",
        "finding": "발견, 규칙이 찾음.",
        "question": "질문, 규칙이 물음.",
    },
    timer="경보, 타이머가 울림.",
    columns=("보도가 말하는 것", "저마다 알던 것", "무엇이 묻고 무엇을 보류했나"),
    marks="보도: 보도에 나온 사실 · 추정: 보도에서 미루어 알 수 있는 것 · "
    "가정: 재현하려고 우리가 더한 것",
    no_row="보도에는 없는 줄입니다",
    could_not="막을 수 없었던 것",
    verdicts="무엇이 달라졌을까",
    no_loss="모두 도착했고 잃은 사람이 없습니다. 가는 길을 막은 것도 없습니다.",
    hindsight="제때 물었을 물음들입니다. 결과는 아무도 알 수 없습니다.",
    all_rows="전체 과정, 보도의 순서대로",
    figures="같은 보도에 나온 수치",
    organiser="조직자",
    source_is="출처: {}",
    moment_is="먼저 볼 순간: {}",
    if_is="{answer} — 그렇다면 {verdict}",
    same_is="보도가 말하지 않는 물음의 다른 답 {whole}가지 가운데 {count}가지에서 같습니다",
    starting="연습 조직을 시작합니다: 중계 서버 하나, 책상 {}개, 저마다 따로인 사람들",
    ready="{:.0f}초 만에 모두 준비되었습니다",
    playing="{name} 재현 중: {whole}개 가운데 {at}번째",
    finished="연습 조직을 거쳐 {:.0f}초 동안 재현했습니다",
    pages="연습 조직을 브라우저에서 볼 수 있습니다: {}",
    stop="끝내려면 Ctrl-C를 누르십시오.",
)

LABELS: dict[Language, Labels] = {"en": EN, "ko": KO}
