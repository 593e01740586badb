"""`python -m evals.score FACTS… [--in PATH…]`: verdicts, answers and disagreements against those by hand.

FACTS are `facts.json` files, whose articles lie beside them, or `claims.jsonl` and `questions.jsonl` about
the articles named by `--in`. Prints accuracy per label, the confusion of labels, the figures of the
questions and disagreements, and every claim and question that is wrong.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from agent.agent import Agent
from agent.check import read
from agent.check_local import LocalChecker
from agent.values import Label
from evals.answers import Asked, ask, count
from evals.conflicts import Found, compare, conflicts
from evals.facts import Checked, check, confusion, facts, questions, scores
from vectorstore.cache import Cached
from vectorstore.embed import MiniLM


def _articles(path: Path, given: Sequence[str]) -> list[str]:
    if given:
        return list(given)
    beside = (".meta.json", "facts.json")
    return sorted(str(each) for each in path.parent.iterdir() if not each.name.endswith(beside))


def run(paths: Sequence[Path], given: Sequence[str]) -> tuple[list[Checked], list[Asked], Found]:
    """Check the claims, ask the questions and compare the disagreements of each file of facts."""
    embedder = Cached(MiniLM())
    checked: list[Checked] = []
    asked: list[Asked] = []
    found = Found()
    for path in paths:
        with Agent.over(_articles(path, given), embedder=embedder) as agent:
            sources = [read(article) for article in agent.sources()]
            if path.name != "questions.jsonl":
                checked += check(LocalChecker(embedder), facts(path), sources)
            if path.name != "claims.jsonl":
                asked += ask(agent, questions(path))
            if path.suffix == ".json":
                files = {a.id: Path(a.path).name.partition(":")[0] for a in agent.sources()}
                found += compare(agent.summarize().disagreements, conflicts(path), files)
    return checked, asked, found


def table(checked: Sequence[Checked], asked: Sequence[Asked], found: Found) -> str:
    """The figures as text."""
    lines = []
    if checked:
        wrong = confusion(checked)
        lines.append(
            f"{'by hand':<22}{'n':>4}{'right':>7}  " + " ".join(f"{label.value[:10]:>10}" for label in Label)
        )
        for label, score in scores(checked).items():
            row = " ".join(f"{wrong.get((label, other), 0):>10}" for other in Label)
            lines.append(f"{label.value:<22}{score.n:>4}{score.accuracy:>7.2f}  {row}")
        lines.append(f"{'all':<22}{len(checked):>4}{sum(one.right for one in checked) / len(checked):>7.2f}")
    if asked:
        told = count(asked)
        right = f"{told.answered} of {told.answerable} answered rightly, {told.silent} not answered"
        lines.append(f"questions: {right};")
        lines.append(f"  of {told.unanswerable} without an answer {told.abstained} rightly not answered")
    if found.wanted:
        lines.append(f"disagreements: {found.right} right and {found.wrong} wrong;")
        lines.append(f"  of {found.wanted} found by hand {found.met} found")
    return "\n".join(lines) + "\n"


def mistakes(checked: Sequence[Checked], asked: Sequence[Asked]) -> str:
    """Every item that is wrong, with what decided."""
    lines = [
        f"{one.fact.id} {one.fact.label} -> {one.verdict.label}: {one.fact.claim} {one.verdict.explanation}"
        for one in checked
        if not one.right
    ]
    for each in asked:
        if not each.right:
            asked_for, given = each.question, each.answer
            lines.append(
                f"{asked_for.id} {asked_for.question} {asked_for.answer!r} -> {given.text or given.reason}"
            )
    return "\n".join(lines) + "\n" if lines else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of some files of facts."""
    parser = argparse.ArgumentParser(prog="python -m evals.score", description="Score verdicts and answers.")
    parser.add_argument("facts", nargs="+", type=Path, help="facts.json, claims.jsonl or questions.jsonl")
    parser.add_argument("--in", dest="given", nargs="+", default=(), help="articles that the facts are about")
    wanted = parser.parse_args(argv)
    checked, asked, found = run(wanted.facts, wanted.given)
    sys.stdout.write(table(checked, asked, found) + mistakes(checked, asked))
    return 0


if __name__ == "__main__":
    sys.exit(main())
