"""A broken system misses thresholds of the suite that names the fault, which the whole one meets."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from agent.agent import Agent
from agent.check import read, verdict
from agent.check_local import LocalChecker
from agent.claims import whole
from agent.values import Evidence, Stance, Summary, SummarySentence, Verdict
from evals.dataset import AS_OF, events
from evals.runner import Work, run
from evals.suite import load, path_of
from evals.tasks import Bench, Subject
from tests.evals.harness import NOON, Broken, folder
from tests.vectors import embedder
from vectorstore.values import cite

EMBEDDER = embedder()
EVENT = "ferry-rescue"


class Yes(Broken):
    """Its checker says that every article supports everything."""

    def verify(self, claim: str) -> Verdict:
        sources = [read(article) for article in self.sources()]
        cells = [
            Evidence(
                claim=claim,
                article=source.article.id,
                stance=Stance.SUPPORTS,
                score=1.0,
                citations=(cite(source.article, source.article.body[0]),),
            )
            for source in sources
        ]
        return verdict(whole(claim), cells, sources)


class Shuffled(Broken):
    """Each sentence of its summaries has the citations of the next."""

    def summarize(self, topic: str | None = None, *, words: int = 200) -> Summary:
        made = super().summarize(topic, words=words)
        moved = [*made.sentences[1:], *made.sentences[:1]]
        return _with(
            made,
            [
                each.model_copy(update={"citations": other.citations})
                for each, other in zip(made.sentences, moved, strict=True)
            ],
        )


class Unattributed(Broken):
    """Its summaries state what somebody said as if it were so."""

    def summarize(self, topic: str | None = None, *, words: int = 200) -> Summary:
        made = super().summarize(topic, words=words)
        return _with(made, [_bare(each) if each.speaker else each for each in made.sentences])


def _with(summary: Summary, sentences: Sequence[SummarySentence]) -> Summary:
    return summary.model_copy(update={"sentences": tuple(sentences)})


def _bare(sentence: SummarySentence) -> SummarySentence:
    """The sentence without its speaker: what stands before the comma of "…, X said", or after "X said"."""
    head, _, tail = sentence.text.partition(" said ")
    said = head.rpartition(",")[0] if not tail or tail.strip(" .").istitle() else tail
    return sentence.model_copy(update={"text": (said or head).strip("“”,. ") + "."})


@pytest.fixture(scope="module")
def agent() -> Agent:
    (event,) = events([EVENT])
    return Agent.over(event.paths, embedder=EMBEDDER, today=AS_OF)


@pytest.fixture
def missed(agent: Agent, tmp_path: Path) -> Callable[..., set[str]]:
    def missed(name: str, break_: Callable[[Subject], Subject] = Broken) -> set[str]:
        """Metrics of a shipped suite whose thresholds are missed on one event."""
        suite = load(path_of(name))
        bench = Bench(lambda _: break_(agent), LocalChecker(EMBEDDER), suite.system.words)
        work = Work(bench=bench, events=[events([EVENT])], clock=lambda: NOON)
        header = run(suite, folder(tmp_path / f"{name}-{break_.__name__}", suite), work)
        return {each.metric for each in header.figures if each.met is False}

    return missed


def test_a_checker_that_finds_everything_supported_is_caught(missed: Callable[..., set[str]]) -> None:
    caught = missed("verification", Yes) - missed("verification")

    assert {"macro_f1", "balanced_accuracy"} <= caught


def test_citations_that_were_shuffled_are_caught(missed: Callable[..., set[str]]) -> None:
    caught = missed("faithfulness", Shuffled) - missed("faithfulness")

    assert {"supported_sentences", "citation_recall", "citation_precision"} <= caught


def test_an_attribution_that_was_dropped_is_caught(missed: Callable[..., set[str]]) -> None:
    caught = missed("faithfulness", Unattributed) - missed("faithfulness")

    assert {"attribution_kept", "supported_sentences"} <= caught
