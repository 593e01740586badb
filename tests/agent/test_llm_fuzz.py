"""Whatever a chat endpoint does, nothing that it made up is told, and nothing is lost that needs no model.

Each case is drawn from its task and seed, and driven over a real socket: an agent with three small articles
and a model that fails, lies and tells the truth by turns (`tests.agent.troubled`). Each ends in a result or,
where only the model was asked, in a typed error, and what it ended in is held against everything that must be
true of it. A case that fails is named; it is run again, alone, with its replies listed, by

    .venv/bin/python -m tests.agent.test_llm_fuzz summarize 17

and without arguments that lists how all of them ended.
"""

import json
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from pydantic import SecretStr

from agent.agent import Agent
from agent.errors import ModelError
from agent.gate import unsupported
from agent.llm.client import ChatClient
from agent.values import Answer, Stance, Summary, Verdict
from tests.agent.troubled import ARTICLES, TRIPWIRES, Case, Clock, Mind, drawn, folded
from tests.faulty import KEY, Faulty
from vectorstore.cache import Cached
from vectorstore.embed import HashEmbedder
from vectorstore.values import Citation

pytestmark = pytest.mark.socket

CASES = {"summarize": 100, "ask": 150, "verify both": 150, "verify llm": 150}
BLOCK = 50
TODAY = date(2031, 5, 6)
LIMIT = 30.0
"""Seconds in which a case ends; it takes a twentieth of one."""
Result = Summary | Answer | Verdict | ModelError
_SAYING = frozenset("according to said says say that the a an on".split())
_PREFIX = re.compile("|".join(f"{name}: " for name in ARTICLES))


class Ended(NamedTuple):
    """What a case ended in."""

    case: Case
    result: Result
    mind: Mind
    client: ChatClient
    received: int
    """Requests that came to the server."""
    heard: tuple[str, ...]
    """What the listener was told."""


class Bench:
    """Runs cases over one store."""

    def __init__(self, folder: Path, server: Faulty) -> None:
        for number, (publisher, text) in enumerate(ARTICLES.items()):
            front = f"---\npublisher: {publisher}\ndate: 2031-03-0{number + 5}\n---\n\n"
            (folder / f"{number}.txt").write_text(front + text, "utf-8")
        self.server = server
        self.agent = Agent.over([folder], embedder=Cached(HashEmbedder()), today=TODAY)
        self.articles = {article.id: article for article in self.agent.sources()}
        self.plainly = cache(self._plainly)

    def run(self, case: Case) -> Ended:
        """What `case` ends in."""
        clock, heard = Clock(), list[str]()
        with ChatClient(
            self.server.url,
            "fake",
            SecretStr(KEY),
            context=case.context,
            timeout=case.timeout,
            budget=case.budget,
            price=case.price,
            sleep=lambda _: None,
            clock=clock,
        ) as client:
            mind = Mind(case, client, clock)
            self.server.play(mind.reply, seed=case.seed)
            agent = self.agent.using(client, _checker(case))
            listener = heard.append if case.listens else None
            result = _bounded(lambda: _asked(agent, case, listener))
            received = self._received(client.usage.calls)
        return Ended(case, result, mind, client, received, tuple(heard))

    def _plainly(self, task: str, asked: str, words: int) -> Result:
        """What is told without a model."""
        return _asked(self.agent, drawn(task, 0)._replace(asked=asked, words=words), None)

    def _received(self, sent: int) -> int:
        """Requests that came; one that its client gave up is on its way for a moment."""
        for _ in range(200):
            if len(self.server.requests) >= sent:
                break
            time.sleep(0.01)
        return len(self.server.requests)


def _checker(case: Case) -> Any:
    return case.task.partition(" ")[2] or "local"


def _asked(agent: Agent, case: Case, listener: Callable[[str], None] | None) -> Result:
    if case.task == "summarize":
        return agent.summarize(words=case.words, listener=listener)
    return agent.ask(case.asked, listener=listener) if case.task == "ask" else agent.verify(case.asked)


def _bounded(call: Callable[[], Result]) -> Result:
    """What `call` returns, or the error of a model that it raises, in bounded time."""
    future = Future[Result]()

    def work() -> None:
        try:
            future.set_result(call())
        except Exception as error:  # noqa: BLE001 - all of them are raised again, in the test's thread
            future.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        return future.result(timeout=LIMIT)
    except ModelError as error:
        return error


def broken(ended: Ended, bench: Bench) -> list[str]:
    """What does not hold of a case, though it must."""
    rules = [_of_all, _of_requests]
    match ended.result:
        case Summary():
            rules += [_of_citations, _of_summary, _of_draft]
        case Answer():
            rules += [_of_citations, _of_answer]
        case Verdict():
            rules += [_of_citations, _of_verdict]
        case ModelError():
            rules += [_of_error]
    return [fault for rule in rules for fault in rule(ended, bench)]


def _of_all(ended: Ended, bench: Bench) -> Iterator[str]:
    del bench
    told = f"{_told(ended.result)}{ended.client!r}{vars(ended.client)!r}{''.join(ended.heard)}"
    if KEY in told or KEY in repr(ended.result):
        yield "the key is told"
    result = ended.result
    lines = _notes(result) + ([str(result)] if isinstance(result, ModelError) else [])
    yield from (
        f"a note that is not one printable line: {line!r}" for line in lines if not line.isprintable()
    )
    if ended.mind.readable is False and not lines:
        yield "the last reply could not be read, and nobody is told"


def _of_requests(ended: Ended, bench: Bench) -> Iterator[str]:
    del bench
    mind, usage = ended.mind, ended.client.usage
    if mind.begun != mind.ended:
        yield "the fuzz itself failed to make a reply"
    if not usage.calls == ended.received == mind.begun:
        yield f"{usage.calls} calls were counted, {ended.received} requests came"
    yield from (f"a request came after the last of the {name}" for name in mind.overspent)
    if isinstance(ended.result, Summary | Answer) and ended.result.provenance.tokens != usage.tokens:
        yield "the result tells other tokens than were used"
    if (usage.cost_usd is None) is not (ended.case.price is None):
        yield "a cost without a price, or the other way round"


def _of_citations(ended: Ended, bench: Bench) -> Iterator[str]:
    for each in _cited(ended.result):
        if bench.articles[each.article].text[each.start : each.end] != each.quote:
            yield f"a citation that is not exact: {each.quote!r}"
    if left := [wire for wire in TRIPWIRES if wire in _printed(ended.result)]:
        yield f"what the model made up is told: {left}"


def _of_summary(ended: Ended, bench: Bench) -> Iterator[str]:
    found = ended.result
    assert isinstance(found, Summary)
    gate = found.gate
    if gate.drafted != gate.accepted + gate.attributed + gate.repaired + gate.replaced + gate.dropped:
        yield f"the gate's counts do not add up: {gate!r}"
    for each in (*found.sentences, *found.attributed, *found.single_origin, *found.omissions):
        yield from _foreign(each.text, each.citations, each.speaker)
    if found.provenance.engine == "extractive":
        yield from _differing(ended, bench)
        if not found.provenance.notes:
            yield "the model's draft is not used, and nobody is told why"


def _of_draft(ended: Ended, bench: Bench) -> Iterator[str]:
    """What holds of a model's draft, whether it is used or not."""
    del bench
    assert isinstance(ended.result, Summary)
    gate, mind = ended.result.gate, ended.mind
    enough = 0 < gate.drafted <= 2 * (gate.accepted + gate.attributed + gate.repaired)
    if enough is not (ended.result.provenance.engine == "llm"):
        yield f"a draft is used unless half of it survives: {gate!r}"
    if gate.accepted + gate.attributed > mind.sound:
        yield "sentences are accepted that cite what was not offered"
    if gate.repaired > mind.mended:
        yield "repairs are accepted that cite what was not offered"


def _of_answer(ended: Ended, bench: Bench) -> Iterator[str]:
    found, mind = ended.result, ended.mind
    assert isinstance(found, Answer)
    if found.provenance.engine == "extractive":
        yield from _differing(ended, bench)
    parts = [part for part in _PREFIX.split(found.text) if part.strip()]
    for part in parts:
        yield from _foreign(part.strip(), found.citations, None)
    if found.provenance.engine == "llm" and len(parts) > mind.sound + mind.mended:
        yield "sentences are told that cite what was not offered"


def _of_verdict(ended: Ended, bench: Bench) -> Iterator[str]:
    found, local = ended.result, bench.plainly(ended.case.task, ended.case.asked, ended.case.words)
    assert isinstance(found, Verdict)
    assert isinstance(local, Verdict)
    alone = any(note.startswith("checked by 'local/3' alone, for the model failed") for note in found.notes)
    if not ended.mind.readable and not alone:
        yield "a verdict of a call that failed"
    if alone:
        yield from _differing(ended, bench)
        return
    for cell, own in zip(found.evidence, local.evidence, strict=True):
        if cell.stance is Stance.SILENT:
            continue
        publisher = bench.articles[cell.article].publisher
        quotes = [folded(citation.quote) for citation in cell.citations]
        if not any(publisher == who and _meet(words, quotes) for who, words in ended.mind.findings):
            yield f"{publisher} {cell.stance} it by no finding with an offered id and an exact quotation"
        if ended.case.task == "verify both" and own.stance not in {cell.stance, Stance.SUPPORTS}:
            yield f"{publisher} {cell.stance} it, where the local checker alone says {own.stance}"


def _of_error(ended: Ended, bench: Bench) -> Iterator[str]:
    del bench
    error = ended.result
    assert isinstance(error, ModelError)
    if ended.case.task != "verify llm":
        yield f"an error where something can be told without a model: {error}"
    if type(error) is ModelError:
        yield "an error of no kind"
    if error.__context__ or error.__cause__:
        yield "an error that carries another one"
    if len(str(error)) > 700:
        yield "an error too long to read"


def _differing(ended: Ended, bench: Bench) -> Iterator[str]:
    """That what is told without the model is not what is told without a model."""
    plain = bench.plainly(ended.case.task, ended.case.asked, ended.case.words)
    left = {"provenance", "notes", "gate"}
    if _dumped(ended.result, left) != _dumped(plain, left):
        yield "the fallback is not what is told without a model"


def _foreign(text: str, citations: Sequence[Citation], speaker: str | None) -> Iterator[str]:
    """What of a sentence its citations do not hold: details, words, their order, quotation marks."""
    if reason := unsupported(text, citations):
        yield f"{text!r} has {reason}"
    free = _SAYING | set(_words(speaker or ""))
    quotes = [each.quote for each in citations]
    wholes = [*quotes, *(" ".join(pair) for pair in pairwise(quotes))]
    said = re.sub(r"^According to [^,]*, ", "", text)
    if not any(_drawn(_bare(said, free), _bare(whole, free)) for whole in wholes):
        yield f"{text!r} is not drawn from {quotes}"
    held = " ".join(_quoted(" ".join(quotes)))
    yield from (f"{each!r} is no quotation of {quotes}" for each in _quoted(text) if each not in held)


def _drawn(told: list[str], words: list[str]) -> bool:
    """Whether `told` are some of `words` in their order, but for one run at either end that was moved."""
    if _within(told, words):
        return True
    for size in range(1, len(told)):
        for run, rest in ((told[:size], told[size:]), (told[-size:], told[:-size])):
            starts = (at for at in range(len(words)) if words[at : at + size] == run)
            if any(_within(rest, words[:at] + words[at + size :]) for at in starts):
                return True
    return False


def _within(told: Iterable[str], words: Iterable[str]) -> bool:
    left = iter(words)
    return all(word in left for word in told)


def _meet(quotation: str, quotes: Iterable[str]) -> bool:
    return any(quotation in quote or quote in quotation or _overlap(quotation, quote) for quote in quotes)


def _overlap(one: str, other: str) -> bool:
    """Whether the end of one text is the start of the other."""
    sizes = range(8, min(len(one), len(other)))
    return any(one[-size:] == other[:size] or other[-size:] == one[:size] for size in sizes)


def _bare(text: str, free: Iterable[str]) -> list[str]:
    return [word for word in _words(text) if word not in free]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _quoted(text: str) -> list[str]:
    return [inner.strip(" .,!?") for inner in re.findall(r"[“\"]([^“”\"]+)[”\"]", text)]


def _cited(result: Result) -> Iterator[Citation]:
    def inside(value: Any) -> Iterator[Citation]:
        if isinstance(value, dict) and value.keys() == Citation.model_fields.keys():
            yield Citation.model_validate(value)
        elif isinstance(value, dict | list | tuple):
            for each in value.values() if isinstance(value, dict) else value:
                yield from inside(each)

    if not isinstance(result, ModelError):
        yield from inside(result.model_dump())


def _notes(result: Result) -> list[str]:
    if isinstance(result, Summary | Answer):
        return list(result.provenance.notes)
    return list(result.notes) if isinstance(result, Verdict) else []


def _printed(result: Result) -> str:
    """All that is told of the articles, in lower case: a note may repeat what the model made up."""
    return json.dumps(_dumped(result, {"provenance", "notes", "gate"}), ensure_ascii=False).lower()


def _dumped(result: Result, without: set[str]) -> dict[str, Any]:
    return {} if isinstance(result, ModelError) else result.model_dump(mode="json", exclude=without)


def _told(result: Result) -> str:
    if isinstance(result, ModelError):
        return f"{result} {result.args!r} {result.__context__!r}"
    return result.model_dump_json()


def outcome(ended: Ended) -> str:
    """How a case ended, in a word or two."""
    match ended.result:
        case Summary() as found:
            return found.provenance.engine
        case Answer() as found:
            return f"{found.provenance.engine}{', abstained' * found.abstained}"
        case Verdict() as found:
            return f"{found.label}{', local alone' * any('alone' in note for note in found.notes)}"
        case error:
            return type(error).__name__


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, _faulty_server: Faulty) -> Bench:
    return Bench(tmp_path_factory.mktemp("articles"), _faulty_server)


BLOCKS = [(task, first) for task, number in CASES.items() for first in range(0, number, BLOCK)]
REACHED = {
    "summarize": {"llm", "extractive"},
    "ask": {"llm", "extractive", "extractive, abstained"},
    "verify both": {"supported, local alone", "not_enough_evidence"},
    "verify llm": {"Unavailable", "Unusable", "supported", "not_enough_evidence"},
}
"""How cases end in every block; one in which they do not proves nothing."""


@pytest.mark.parametrize(("task", "first"), BLOCKS)
def test_whatever_the_endpoint_does_nothing_made_up_is_told(bench: Bench, task: str, first: int) -> None:
    reached = set[str]()
    for seed in range(first, first + BLOCK):
        ended = bench.run(drawn(task, seed))
        reached.add(outcome(ended))
        assert broken(ended, bench) == [], f"{task} {seed}: {ended.mind.told}"
    assert reached >= REACHED[task]


def main(arguments: Sequence[str]) -> None:
    """Run one case, or all, and write how they ended."""
    with TemporaryDirectory() as folder, Faulty() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        bench = Bench(Path(folder), server)
        wanted = [(task, seed) for task, number in CASES.items() for seed in range(number)]
        if arguments:
            wanted = [(" ".join(arguments[:-1]), int(arguments[-1]))]
        outcomes = Counter[tuple[str, str]]()
        for task, seed in wanted:
            ended = bench.run(drawn(task, seed))
            outcomes[task, outcome(ended)] += 1
            if (faults := broken(ended, bench)) or arguments:
                sys.stdout.write(f"{ended.case}\n{ended.mind.told}\n{ended.result!r}\n{faults}\n")
        sys.stdout.write("\n".join(f"{n:4} {task}: {what}" for (task, what), n in sorted(outcomes.items())))
        server.closing.set()
        server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
