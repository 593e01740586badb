"""What to do next, by rule: the planner where there is no chat model, or where it failed."""

import re
from collections.abc import Callable, Sequence

from agent.chat.followup import completed
from agent.chat.values import Step
from agent.llm import Call

Planner = Callable[[Sequence[Step]], Call | None]
"""Says from the conversation which tool is called next; none if all that was asked for has been shown."""

_ALL = r"(?:(?:the|all|these|those|my|of|every|single)\s+)*"
_EVERYTHING = re.compile(
    rf"^{_ALL}(?:them|it|this|that|everything|all|articles?|news|sources?|stor(?:y|ies)|publishers?)?$",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    rf"^(?:{_ALL}(?:articles?|news|sources?|stor(?:y|ies)|coverage|what\s+\w+\s+says?)\s+)?"
    r"(?:about|on|over|regarding|concerning|of|for)\s+",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^(?:(?:list|show|name)\s+(?:me\s+)?(?:all\s+)?(?:of\s+)?(?:the\s+|your\s+|my\s+)?"
    r"|(?:what|which)\s+)(?:sources?|articles?|publishers?)"
    r"(?:\s+(?:are\s+there|do\s+(?:you|we|i)\s+have|are\s+(?:you\s+)?(?:these|here|used|loaded|using)))?$|^sources$",
    re.IGNORECASE,
)
_READ = re.compile(
    r"^(?:read|open|show)\s+(?:me\s+)?(?:the\s+)?(?:number|no\.?|passage|citation|article|source|\[|#|p|a)?"
    r"\s*#?\[?(\d+)\]?$",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"^(?:(?:give|write|show)\s+(?:me\s+)?)?(?:an?\s+|the\s+)?(?:summar(?:y|i[sz]e)|sum\s+up)\b\s*(.*)$",
    re.IGNORECASE,
)
_VERIFY = re.compile(
    r"^(?:is\s+it\s+(?:true|correct|right|false)\s+(?:that\s+)?"
    r"|(?:verify|fact-?check|check)\b\s*:?\s*(?:(?:whether|that|if)\s+)?)(.+)$",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"^compare\b\s*(.*)$|^(?:where|how|in\s+what|on\s+what|what)\s+do\s+.*?\b(?:differ|disagree|conflict|contradict)"
    r"(?:\s+(?:each\s+other|one\s+another))?\b\s*(.*)$"
    r"|^(?:show\s+|list\s+)?(?:me\s+)?(?:the\s+)?(?:disagreements?|differences|conflicts|contradictions)\b\s*(.*)$",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"^(?:(?:show|find|get)\s+(?:me\s+)?(?:(?:the|all|some)\s+)*(?:passages?|paragraphs?|quotes?|quotations?|parts?|what)"
    r"|search|look\s+(?:up|for)|find(?!\s+out))\b\s*(?:(?:about|on|for|of|that\s+mention|mentioning)\s+)?(.+)$",
    re.IGNORECASE,
)


def plan(steps: Sequence[Step]) -> Call | None:
    """One call for each message of the user."""
    if not steps or steps[-1].call:
        return None
    return call(steps[-1].text, asked(steps[:-1]))


def asked(steps: Sequence[Step]) -> tuple[str, ...]:
    """What tools were asked before, in words that are complete."""
    given = (
        value
        for step in steps
        if step.call and step.call.tool != "read"
        for value in step.call.arguments.values()
    )
    return tuple(value for value in given if isinstance(value, str) and value.strip())


def call(text: str, earlier: Sequence[str] = ()) -> Call:
    """The tool that a message asks for; a question unless it says something else."""
    wanted = re.sub(r"^(?:please|can you|could you|would you)\b[\s,]*", "", text.strip(), flags=re.IGNORECASE)
    wanted = re.sub(r"[\s,]*\bplease$", "", wanted.rstrip(" ?!."), flags=re.IGNORECASE)
    if _LIST.match(wanted):
        return Call(tool="list_sources", arguments={})
    if found := _READ.match(wanted):
        return Call(tool="read", arguments={"id": found[1]})
    for tool, pattern in (("summarize", _SUMMARY), ("compare_sources", _COMPARE)):
        if found := pattern.match(wanted):
            return Call(tool=tool, arguments={"topic": _topic(next(filter(None, found.groups()), ""))})
    if found := _VERIFY.match(wanted):
        return Call(tool="verify", arguments={"statement": _sentence(found[1])})
    if found := _SEARCH.match(wanted):
        return Call(tool="search", arguments={"query": found[1]})
    return Call(tool="answer", arguments={"question": completed(text, earlier)})


def _topic(rest: str) -> str | None:
    topic = _TOPIC.sub("", rest.strip(" :,"))
    return None if _EVERYTHING.match(topic) else topic


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
