"""A summary of the articles of each event, sentence by sentence and as a whole."""

from collections.abc import Mapping, Sequence
from functools import partial

from agent.check import Checker, read
from agent.check_local.speaker import same_speaker
from agent.claims import whole
from agent.language.attribution import reports
from agent.language.quotes import plain, quotations
from agent.neutral import heard
from agent.values import Label, Point, Stance, Summary, SummarySentence
from evals.conflicts import compare
from evals.dataset import Event, file_name, located
from evals.rows import SentenceRow, SummaryRow
from evals.tasks.case import Bench, Case, Outcome
from evals.tasks.spans import cited, cited_files, exact, needed, supports
from vectorstore.values import Article, Span


def cases(bench: Bench, events: Sequence[Event]) -> list[Case]:
    """One case for each event."""
    return [
        Case(
            id=event.name,
            lane=event.name,
            inputs={"text": f"{event.name}, {bench.words} words", "event": event.name, "words": bench.words},
            bare=SummaryRow(id=event.name),
            do=partial(_do, bench, event),
        )
        for event in events
    ]


def _do(bench: Bench, event: Event) -> Outcome:
    subject = bench.on(event)
    articles = {article.id: article for article in subject.sources()}
    summary = subject.summarize(words=bench.words)
    output = summary.model_dump(mode="json", exclude={"provenance", "neutrality"})
    citations = tuple(dict.fromkeys(c for each in summary.sentences for c in each.citations))
    row = scored(summary, event, articles, bench.checker)
    return Outcome(
        output=output, evidence=citations, row=row, files=cited_files(citations, articles.values())
    )


def scored(summary: Summary, event: Event, articles: Mapping[str, Article], checker: Checker) -> SummaryRow:
    """What counts of a summary of the articles of an event."""
    files = {name: file_name(article).partition(":")[0] for name, article in articles.items()}
    stated = [fact for fact in event.claims if fact.label is Label.SUPPORTED]
    found = compare(summary.disagreements, event.conflicts, files)
    origins = {name: article.origin for name, article in articles.items()}
    shares = heard(summary.sentences, origins)
    singles = _singles(summary.single_origin, event, articles)
    return SummaryRow(
        id=event.name,
        sentences=tuple(sentence(each, articles, checker) for each in summary.sentences),
        facts=len(stated),
        told=sum(tells(summary.text, fact.claim, checker, title=summary.headline) for fact in stated),
        conflicts=found.wanted,
        met=found.met,
        listed=found.right + found.wrong,
        true=found.right,
        origins_gold=len({event.voice(file_name(article)) for article in articles.values()}),
        origins_found=len(set(origins.values())),
        singles=len(singles),
        singles_true=sum(singles),
        shares=tuple(round(n / shares.total(), 6) for _, n in sorted(shares.items())),
        origins_cited=len(shares),
        loaded_inputs=summary.neutrality.loaded_per_100_inputs,
        loaded_summary=summary.neutrality.loaded_per_100_summary,
        text=summary.text,
    )


def sentence(given: SummarySentence, articles: Mapping[str, Article], checker: Checker) -> SentenceRow:
    """What counts of one sentence; of two spans of a source, the earlier only names the speaker."""
    citations = given.citations
    whole_ones = [each for each in citations if exact([each], articles)]
    last = [source.statements[-1] for source in cited(whole_ones, articles) if source.statements]
    speakers = [statement.claim.speaker for statement in last]
    words = plain(" ".join(each.quote for each in whole_ones))
    quoted = [plain(span.of(given.text)).strip(" .,!?") for span in quotations(given.text)]
    return SentenceRow(
        text=given.text,
        supported=supports(given.text, citations, articles, checker),
        needed=needed(given.text, citations, articles, checker),
        reported=bool(speakers) and all(speakers),
        attributed=any(_names(given.text, speaker) for speaker in speakers if speaker),
        quotations=len(quoted),
        intact=sum(each in words for each in quoted),
    )


def tells(text: str, claim: str, checker: Checker, title: str = "") -> bool:
    """Whether the text of a summary, read as an article of its own, supports a claim."""
    article = Article(
        id="summary",
        path="summary",
        text=text,
        body=(Span(start=0, end=len(text)),),
        title=title,
        publisher="summary",
        origin="summary",
        source="summary",
    )
    return bool(text) and checker.check(whole(claim), [read(article)])[0].stance is Stance.SUPPORTS


def _singles(points: Sequence[Point], event: Event, articles: Mapping[str, Article]) -> list[bool]:
    """Of the points listed as one origin's that facts by hand speak of, whether they are so by hand.

    A fact speaks of a point if a passage that decides it overlaps one that the point cites.
    """
    held = {name: file_name(article) for name, article in articles.items()}
    facts = [fact for fact in event.claims if fact.label is Label.SUPPORTED]
    places = [located(fact.evidence, articles.values()) for fact in facts]
    found = []
    for point in points:
        voices = [
            {event.voice(held[name]) for name, _ in spans}
            for spans in places
            if any(
                n == c.article and c.start < s.end and s.start < c.end
                for n, s in spans
                for c in point.citations
            )
        ]
        if voices:
            found.append(all(len(each) == 1 for each in voices))
    return found


def _names(text: str, speaker: str) -> bool:
    """Whether a sentence gives its content as the words of `speaker`."""
    told = [report.speaker for report in reports(text) if report.speaker]
    quoted = bool(told or quotations(text)) and same_speaker(text, speaker)
    return quoted or any(same_speaker(each, speaker) for each in told)
