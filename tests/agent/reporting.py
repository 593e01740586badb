"""Values of one invented event, for the tests of the reports."""

from datetime import UTC, datetime

from agent.values import (
    Answer,
    Disagreement,
    DisagreementKind,
    Evidence,
    GateCounts,
    Label,
    Neutrality,
    Point,
    Provenance,
    Side,
    Stance,
    Summary,
    SummarySentence,
    Verdict,
)
from vectorstore.values import Article, Citation, Span, cite

HOSTILE = "Mill \x1b[31mburns\u202e [link](http://evil.test) <b>now</b> # *bold* | `code`"

PROVENANCE = Provenance(
    engine="extractive", embedder="hashing-64", checker="local/1", index="1", as_of="2026-03-04"
)


def article(number: int, publisher: str, text: str, **fields: object) -> Article:
    return Article(
        id=f"{number:x}" * 16,
        path=f"news/{publisher.lower()}.txt",
        text=text,
        body=(Span(start=0, end=len(text)),),
        publisher=publisher,
        source=f"source-{number}",
        **{"title": f"{publisher} on the mill", "origin": f"origin-{number}", **fields},
    )


HERALD = article(
    1,
    "Herald",
    "A fire closed the mill on Monday. Twelve workers were hurt.",
    published=datetime(2026, 3, 3, 9, 30, tzinfo=UTC),
    author="Ada Lund",
)
POST = article(2, "Post", "The mill was closed by a fire. Nine workers were hurt.", title="Post")
GLOBE = article(3, "Globe", HOSTILE)
ARTICLES = (HERALD, POST, GLOBE)


def quote(source: Article, words: str) -> Citation:
    start = source.text.index(words)
    return cite(source, Span(start=start, end=start + len(words)))


CLOSED = (quote(HERALD, "A fire closed the mill on Monday."), quote(POST, "The mill was closed by a fire."))
TWELVE = quote(HERALD, "Twelve workers were hurt.")
NINE = quote(POST, "Nine workers were hurt.")
INJECTED = quote(GLOBE, HOSTILE)


def cell(source: Article, stance: Stance, score: float = 1.0, *, citations=(), **fields: object) -> Evidence:
    return Evidence(
        claim="x", article=source.id, stance=stance, score=score, citations=tuple(citations), **fields
    )


SUMMARY = Summary(
    headline="Fire closes the mill",
    sentences=(
        SummarySentence(
            text="A fire closed the mill on Monday.",
            verdict=Label.SUPPORTED,
            origins=2,
            citations=CLOSED,
            evidence=(
                cell(HERALD, Stance.SUPPORTS, 0.98, citations=CLOSED[:1]),
                cell(POST, Stance.SUPPORTS, 0.9, citations=CLOSED[1:]),
                cell(GLOBE, Stance.SILENT),
            ),
        ),
        SummarySentence(text=HOSTILE, verdict=Label.ATTRIBUTED, origins=1, citations=(INJECTED, CLOSED[0])),
    ),
    disagreements=(
        Disagreement(
            kind=DisagreementKind.NUMBER,
            topic="how many workers were hurt",
            sides=(
                Side(text="Twelve workers were hurt.", origins=("origin-1",), citations=(TWELVE,)),
                Side(text="Nine workers were hurt.", origins=("origin-2",), citations=(NINE,)),
            ),
            update=True,
        ),
    ),
    attributed=(Point(text="It was arson.", citations=(INJECTED,), speaker="Mayor Oduya"),),
    single_origin=(Point(text="Nine workers were hurt.", citations=(NINE,)),),
    omissions=(Point(text=HOSTILE, citations=(INJECTED,)),),
    neutrality=Neutrality(
        loaded_per_100_inputs=2.5,
        loaded_per_100_summary=0.5,
        loaded_words=("burns",),
        origins_used=3,
        origins_total=4,
        shares={"Herald": 0.5, "Post": 0.25, "Globe": 0.25},
    ),
    gate=GateCounts(drafted=4, accepted=1, attributed=1, dropped=2),
    provenance=PROVENANCE,
)
ANSWER = Answer(
    question="What closed the mill?",
    text="A fire closed the mill on Monday.",
    abstained=False,
    citations=CLOSED,
    verdict=Label.SUPPORTED,
    provenance=PROVENANCE,
)
ABSTENTION = Answer(
    question="Who owns the mill?",
    text="",
    abstained=True,
    reason="no source says who owns it",
    provenance=PROVENANCE,
)
VERDICT = Verdict(
    claim="Twelve workers were hurt.",
    label=Label.DISPUTED,
    evidence=(
        Evidence(claim="x", article=HERALD.id, stance=Stance.SUPPORTS, score=0.95, citations=(TWELVE,)),
        Evidence(
            claim="x",
            article=POST.id,
            stance=Stance.REFUTES,
            score=0.9,
            citations=(NINE,),
            speaker="the fire brigade",
            reasons=("9 is not 12",),
        ),
        Evidence(claim="x", article=GLOBE.id, stance=Stance.SILENT, score=1),
    ),
    origins_for=("origin-1",),
    origins_against=("origin-2",),
    explanation="One origin supports it and one refutes it.",
)
