"""A conversation as Markdown; texts of articles are escaped or indented, so that none becomes markup."""

import re
from collections.abc import Sequence
from pathlib import Path

from agent.chat.show import shown
from agent.chat.values import Shown, Step, citations
from agent.errors import AgentError
from agent.report import made, markdown
from agent.report.text import source
from agent.values import Answer, Summary
from vectorstore.values import Article


def exported(before: Sequence[Step], events: Sequence[str | Shown], articles: Sequence[Article]) -> str:
    """A conversation: of earlier runs what was asked and receipts, of this run the results as well.

    Args:
        before: Steps of earlier runs.
        events: What the user wrote and what was shown in this run, in order.
        articles: The articles.
    """
    blocks = ["# Conversation\n"]
    for step in before:
        if step.call is None:
            blocks.append(f"## {markdown.escape(step.text)}\n")
        else:
            blocks.append(f"*{markdown.escape(f'{step.call.tool}: {step.text}')}, in an earlier run*\n")
    said = ""
    for event in events:
        if isinstance(event, str):
            said = event
            blocks.append(f"## {markdown.escape(said)}\n")
            continue
        if isinstance(event, Answer) and event.question.strip() != said:
            blocks.append(f"*Understood as: {markdown.escape(event.question)}*\n")
        blocks.append(_result(event, articles))
    return "\n".join(blocks)


def write(path: Path, content: str) -> None:
    """Write a new file.

    Raises:
        AgentError: If there is such a file, or it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", errors="replace") as file:
            file.write(content)
    except FileExistsError as error:
        raise AgentError(f"{str(path)!r} is there already; name another file") from error
    except OSError as error:
        raise AgentError(f"{str(path)!r} cannot be written: {error.strerror}; name another file") from error


def _result(result: Shown, articles: Sequence[Article]) -> str:
    match result:
        case Summary():
            return re.sub(r"^#", "###", markdown.summary(result, articles), flags=re.MULTILINE)
        case Answer(abstained=False):
            return _answer(result, articles)
    return "".join(f"    {line}".rstrip() + "\n" for line in shown(result, articles).splitlines())


def _answer(result: Answer, articles: Sequence[Article]) -> str:
    known = {article.id: article for article in articles}
    cited = "".join(
        f"{number}. {markdown.escape(source(one, known[one.article]))}: “{markdown.escape(one.quote)}”\n"
        for one, number in citations(result).items()
    )
    return (
        f"{markdown.escape(result.text)}\n\n{cited}\n{markdown.escape(made.provenance(result.provenance))}\n"
    )
