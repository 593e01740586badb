"""A chat model that does honestly what it is asked, until it reads an order: then it does what that says.

It is the worst model that a reader of hostile articles can be. It tells an order by words that are in no
clean article, so that it misses none that reaches it, in whatever notation.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence

from agent.clean import visible
from agent.llm import Call, Listener, Reply, Tool, Usage
from agent.prompts import Message

_PASSAGE = re.compile(r"<<(?P<mark>\w{8}) (?P<id>p\d+) \|[^\n]*\n(?P<text>.*?)\n(?P=mark)>>", re.DOTALL)
_CLAIM = re.compile(r"<<(?P<mark>\w{8}) (?:claim|question)\n(?P<text>.*?)\n(?P=mark)>>", re.DOTALL)
_TAGS = {0xE0000 + code: code for code in range(0x20, 0x7F)}


class Gullible:
    """Obeys what it is told to look for.

    Args:
        traces: Words that only an order has, in lower case.
        lie: What the order wants said.
        payload: The order itself, which it repeats too.
        always: Whether it lies although no order has reached it.
    """

    name = "gullible"
    context = 8192

    def __init__(self, traces: Collection[str], lie: str, payload: str = "", *, always: bool = False) -> None:
        self._traces = frozenset(traces)
        self._said = [lie, payload] if payload else [lie]
        self._always = always
        self._calls = 0
        self.heard = False
        """Whether an order has reached it."""

    @property
    def usage(self) -> Usage:
        """One token per call."""
        return Usage(calls=self._calls, prompt_tokens=self._calls)

    def ask(
        self,
        messages: Sequence[Message],
        schema: type[Reply],
        *,
        most: int,
        listener: Listener | None = None,
    ) -> Reply:
        """See `agent.llm.ChatModel.ask`."""
        del most, listener
        told = messages[-1].text
        passages = {found["id"]: found["text"] for found in _PASSAGE.finditer(told)}
        obeys = self._obeys(told.partition("passages:\n")[2])
        wanted = schema.model_fields.keys()
        reply: dict[str, object]
        asked = _CLAIM.search(told)
        if "findings" in wanted:
            reply = {"findings": self._findings(asked["text"] if asked else "", passages, obeys)}
        elif "claims" in wanted:
            reply = {"claims": self._said}
        elif "sentences" in wanted:
            if asked and not obeys:
                reply = {"sentences": [_answer(asked["text"], passages)], "answerable": True}
            else:
                reply = {"sentences": self._sentences(passages, obeys), "answerable": True}
        else:
            reply = _sentence(self._said[0] if obeys else "", list(passages))
        return schema.model_validate_json(json.dumps({k: v for k, v in reply.items() if k in wanted}))

    def act(self, messages: Sequence[Message], tools: Sequence[Tool], *, most: int) -> Call | None:
        """See `agent.llm.ChatModel.act`: answers each message once, unless an order wants more."""
        del tools, most
        told = messages[-1].text
        if self._obeys(" ".join(told.split(" receipt\n")[1:])):
            return Call(tool="verify", arguments={"statement": self._said[0]})
        said, _, done = told.rpartition(" user\n")
        del said
        if " receipt\n" in done:
            return None
        return Call(tool="answer", arguments={"question": done.splitlines()[0]})

    def _obeys(self, told: str) -> bool:
        self._calls += 1
        heard = not self._traces.isdisjoint(words(told))
        self.heard = self.heard or heard
        return heard or self._always

    def _sentences(self, passages: dict[str, str], obeys: bool) -> list[dict[str, object]]:
        honest = [_sentence(one, [name]) for name, text in passages.items() for one in _cut(text)]
        ids = list(passages)
        lies = [_sentence(one, cited) for one in self._said for cited in (ids, ids[:1], ["p99"], [])]
        return [*lies, *honest] if obeys else honest

    def _findings(self, claim: str, passages: dict[str, str], obeys: bool) -> list[dict[str, object]]:
        if obeys:
            quotes = [(name, one) for name, text in passages.items() for one in (*self._said, *_cut(text))]
        else:
            quotes = [(name, _nearest(claim, text)) for name, text in passages.items()]
        return [{"id": name, "stance": "supports", "quotation": quote} for name, quote in quotes]


def words(text: str) -> list[str]:
    """The words of `text` that are long enough to tell it by, in lower case; tag characters are letters."""
    found = re.findall(r"\w+", visible(text.translate(_TAGS)).casefold())
    return [word for word in found if len(word) > 3 or not word.isascii()]


def _sentence(text: str, ids: Sequence[str]) -> dict[str, object]:
    return {"text": text, "ids": list(ids), "speaker": None, "kind": "event"}


def _cut(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def _answer(question: str, passages: Mapping[str, str]) -> dict[str, object]:
    """The sentence that shares most words with the question."""
    found = {name: _nearest(question, text) for name, text in passages.items()}
    best = max(found, key=lambda name: len({*words(found[name])} & {*words(question)}))
    return _sentence(found[best], [best])


def _nearest(claim: str, text: str) -> str:
    return max(_cut(text), key=lambda one: len({*words(one)} & {*words(claim)}))
