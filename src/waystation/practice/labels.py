"""The words around a replay on a terminal, in English and Korean."""

from dataclasses import dataclass
from typing import Literal

from waystation.web.replay_record import AskedKind, Basis, Verdict, Weight

Language = Literal["en", "ko"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Every label in one language; `{}` is filled in."""

    language: Language
    basis: dict[Basis, str]
    verdict: dict[Verdict, str]
    kinds: dict[AskedKind, str]
    timer: str
    held_for: str
    columns: tuple[str, str, str]
    marks: str
    no_row: str
    could_not: str
    verdicts: str
    all_arrive: str
    nobody_named: str
    nothing_held: str
    held: str
    hindsight: str
    too_late: str
    asked_before: str
    asked_on: dict[Basis, str]
    weights: dict[Weight, str]
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

    def cast(self, role: str, kind: str) -> str:
        """Name a role in the list of the cast, as what is found of it names it too.

        Where somebody reads another language, the word that stands for an institution or a
        bystander is left out: nothing is found of it but where it is.
        """
        bystander = kind == "other" and role.islower() and self.language != "en"
        return "·" if bystander else self.who(role)


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
    held_for="Hold, by the alarm ({}).",
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
    all_arrive="Everyone arrived; nobody was lost.",
    nobody_named="The file names nobody as lost. It does not say that everyone arrived.",
    nothing_held="Nothing was held on the way.",
    held="What was held, and when, stands in its row.",
    hindsight="These are questions asked in time. Nobody can know the outcome.",
    too_late="No alarm and no hold came in time. What an answer to a question asked before "
    "would have changed, nobody can know.",
    asked_before="What the rules asked before a journey began",
    asked_on={
        "stated": "On what the report states, and nothing else",
        "inferred": "On what follows from the report",
        "assumed": "Because the report does not say (assumed: it was not there)",
    },
    weights={"block": "Blocks", "warn": "Careful", "note": "Note"},
    all_rows="The whole operation, in the order of the report",
    figures="Figures in the same report",
    organiser="the organiser",
    source_is="Source: {}",
    moment_is="The moment to look at: {}",
    if_is="{verdict} if: {answer}",
    same_is="the same under {count} of {whole} other answers to what it leaves open",
    starting="starting the practice organisation: one relay, {} desks, people",
    ready="everybody is there after {:.0f} s",
    playing="playing {name}: {at} of {whole}",
    finished="played through the practice organisation in {:.0f} s",
    pages="Open this address in your browser to look around the organisation:\n  {}",
    stop="The address is good once; Enter gives a new one. Ctrl-C ends it all.",
)

KO = Labels(
    language="ko",
    basis={"stated": "보도", "inferred": "추정", "assumed": "가정"},
    verdict={
        "stopped": "멈췄을 것",
        "questioned": "제때 물었을 것",
        "not_reached": "미치지 못함",
    },
    kinds={
        "alarm": "경보, 적힌 일에 따라.",
        "hold": "보류, 경보에 따라.",
        "finding": "확인할 점, 규칙에 따라.",
        "question": "질문, 규칙에 따라.",
    },
    timer="경보, 타이머에 따라.",
    held_for="보류, 경보에 따라({}).",
    columns=("보도에 나온 일", "저마다 알던 것", "묻고 보류한 것과 그 근거"),
    marks="보도: 보도에 나온 사실 · 추정: 보도에서 미루어 알 수 있는 것 · "
    "가정: 되짚어 보려고 우리가 정한 것",
    no_row="보도에는 나오지 않습니다",
    could_not="막을 수 없었던 것",
    verdicts="무엇이 달라졌을까",
    all_arrive="모두 도착했습니다. 잃은 사람은 없습니다.",
    nobody_named="잃은 사람으로 적힌 사람은 없습니다. 모두 도착했다는 말도 없습니다.",
    nothing_held="도중에 보류된 것은 없습니다.",
    held="무엇이 언제 보류되었는지는 해당하는 줄에 있습니다.",
    hindsight="제때 던졌을 질문일 뿐입니다. 결과는 아무도 알 수 없습니다.",
    too_late="제때 울린 경보도 보류도 없습니다. 미리 물은 것에 답했다면 무엇이 "
    "달라졌을지는 아무도 알 수 없습니다.",
    asked_before="이동을 시작하기 전에 규칙이 물은 것",
    asked_on={
        "stated": "보도에 나온 사실만으로",
        "inferred": "보도에서 미루어 알 수 있는 것으로",
        "assumed": "보도에 나오지 않아서 (없었다고 가정)",
    },
    weights={"block": "진행 불가", "warn": "주의", "note": "참고"},
    all_rows="전체 과정, 보도의 순서대로",
    figures="같은 보도에 나온 수치",
    organiser="조직자",
    source_is="출처: {}",
    moment_is="먼저 볼 순간: {}",
    if_is="{verdict}, 이렇게 가정하면: {answer}",
    same_is="다르게 가정한 {whole}가지 가운데 {count}가지에서 같습니다",
    starting="연습용 단체를 시작합니다: 중계 서버 하나, 데스크 {}개, 사람들",
    ready="{:.0f}초 만에 모두 준비되었습니다",
    playing="{name} 되짚어 보는 중: {whole}개 가운데 {at}번째",
    finished="연습용 단체에서 {:.0f}초 만에 되짚어 보았습니다",
    pages="이 주소를 브라우저에서 열면 연습용 단체를 둘러볼 수 있습니다:\n  {}",
    stop="주소는 한 번만 쓸 수 있습니다. 새 주소는 엔터, 끝내려면 Ctrl-C를 누르십시오.",
)

LABELS: dict[Language, Labels] = {"en": EN, "ko": KO}
