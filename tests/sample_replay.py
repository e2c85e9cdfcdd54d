"""A small replay with every kind of row."""

from waystation.web.replay_record import (
    Asked,
    Basis,
    Event,
    Knowledge,
    Loss,
    Question,
    Replay,
    Variation,
    Words,
)


def question(
    order: int, rests_on: Basis, code: str = "helper.hired_in_two_cases"
) -> Question:
    return Question(
        order=order,
        event="finding (e-out)",
        code=code,
        severity="warn" if rests_on == "assumed" else "block",
        journey="e-out",
        who=("E",),
        rests_on=rests_on,
        says=Words(en=f"Asked on a word ({rests_on}).", ko=f"묻습니다({rests_on})."),
        whose=Words(en="the way of E", ko="E의 이동"),
        row="leaves",
        when=Words(en="day 0", ko="첫날"),
        about=("B1",),
    )


REPLAY = Replay(
    name="sample",
    title=Words(en="A sample: one team, two pick-ups", ko="예시: 한 팀, 두 번의 이동"),
    source=Words(en="a report made up for tests", ko="시험을 위해 지어낸 보도"),
    opens_at=2,
    events=(
        Event(
            order=1,
            event="leaves",
            who=("E", "organiser"),
            rests_on="stated",
            when=Words(en="day 0", ko="첫날"),
            report=Words(en="E leaves.", ko="E가 나섭니다."),
            knew=(
                Knowledge(
                    "organiser",
                    Words(en="That E left.", ko="나섰다는 것."),
                ),
            ),
        ),
        Event(
            order=2,
            event="demand",
            who=("B1", "organiser"),
            rests_on="inferred",
            report=Words(en="B1 asks for more money.", ko="B1이 돈을 더 달라고 합니다."),
            knew=(
                Knowledge("organiser", Words(en="The demand.", ko="요구.")),
                Knowledge("W1", Words(en="Nothing.", ko="아무것도 몰랐습니다.")),
            ),
            asked=(
                Asked("alarm", "demand", Words(en="A demand: E.", ko="요구: E.")),
                Asked("hold", "demand", Words(en="May not go: W1.", ko="보류: W1.")),
                Asked("finding", "vetting", Words(en="Nobody met B1.", ko="만난 적 없음.")),
                Asked(
                    "question", "consent", Words(en="Was W2 asked?", ko="W2에게 물었나요?")
                ),
            ),
            could_not=Words(
                en="It could not bring E back.", ko="E를 되돌릴 수 없었습니다."
            ),
        ),
        Event(
            order=3,
            event="alarm: demand (e-out)",
            who=("B1",),
            rests_on="inferred",
            asked=(Asked("alarm", "demand", Words(en="A demand: E.", ko="요구: E.")),),
        ),
        Event(
            order=4,
            event="alarm: missed check in (e-out)",
            who=("E",),
            rests_on="assumed",
            asked=(
                Asked(
                    "alarm", "missed_check_in", Words(en="E is silent.", ko="연락 없음.")
                ),
            ),
        ),
    ),
    losses=(
        Loss(
            loss="E",
            verdict="not_reached",
            by="nothing in time",
            rests_on="stated",
            why=Words(en="Too late.", ko="너무 늦었습니다."),
            range=(
                Variation(
                    Words(en="A check-in was agreed.", ko="안부 확인을 약속."), "questioned"
                ),
                Variation(Words(en="B1 was vetted.", ko="B1을 확인."), "not_reached"),
            ),
        ),
        *(
            Loss(
                loss=name,
                verdict="questioned",
                by="hold: demand (w-out)",
                rests_on=basis,
                why=Words(en="A hold stood in time.", ko="제때 보류되어 있었습니다."),
            )
            for name, basis in (("W1", "stated"), ("W2", "inferred"))
        ),
    ),
    questions=(
        question(5, "assumed", "journey.no_fallback"),
        question(6, "stated"),
        question(7, "inferred"),
    ),
)
