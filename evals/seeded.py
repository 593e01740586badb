"""`python -m evals.seeded RUNS --out FILE`: what the gate lets through of a chat model's drafts.

Summarizes the events of the sample corpus in turn with the chat model of the settings, each time with another
seed, and writes one JSON line per run. Prints what the gate did in all, and every distinct sentence
that was printed above what it cites, to be read by hand.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from agent.agent import Agent
from agent.llm.client import connect
from agent.settings import load
from agent.values import GateCounts, Summary
from vectorstore.cache import Cached
from vectorstore.embed import MiniLM

STEPS = ("drafted", "accepted", "attributed", "repaired", "replaced", "dropped")


def run(number: int, event: Path, words: int, temperature: str) -> Summary:
    """The summary of an event with seed `number`; everything else is as the environment sets it."""
    flags: dict[str, str | float | None] = {"engine": "llm", "seed": number, "temperature": temperature}
    beside = (".meta.json", "facts.json")
    articles = sorted(str(path) for path in event.iterdir() if not path.name.endswith(beside))
    model = connect(load(os.environ, flags=flags))
    with Agent.over(articles, embedder=Cached(MiniLM()), model=model) as agent:
        return agent.summarize(words=words)


def counted(gates: Sequence[GateCounts]) -> str:
    """What the gates did in all."""
    total = Counter({step: sum(getattr(gate, step) for gate in gates) for step in STEPS})
    return ", ".join(f"{total[step]} {step}" for step in STEPS)


def main(argv: Sequence[str] | None = None) -> int:
    """Run, write and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.seeded", description="Draft with many seeds.")
    parser.add_argument("runs", type=int, help="how many summaries")
    parser.add_argument("--corpus", type=Path, default=Path("vectorstore/data/corpus"), help="its events")
    parser.add_argument("--out", type=Path, required=True, help="JSON Lines, one per run; runs in it stand")
    parser.add_argument("--words", type=int, default=100, help="length of a summary")
    parser.add_argument("--temperature", default="0.8", help="how far words are left to chance")
    wanted = parser.parse_args(argv)
    events = sorted(path for path in wanted.corpus.iterdir() if path.is_dir())
    lines = wanted.out.read_text("utf-8").splitlines() if wanted.out.exists() else []
    with wanted.out.open("a", encoding="utf-8") as out:
        for number in range(len(lines), wanted.runs):
            summary = run(number, events[number % len(events)], wanted.words, wanted.temperature)
            lines.append(summary.model_dump_json())
            out.write(lines[-1] + "\n")
            out.flush()
            sys.stderr.write(f"{number + 1} of {wanted.runs}: {counted([summary.gate])}\n")
    summaries = [Summary.model_validate_json(line) for line in lines]
    sys.stdout.write(report(summaries))
    return 0


def report(summaries: Sequence[Summary]) -> str:
    """The sums, and each distinct printed sentence above what it cites."""
    kept = [each for each in summaries if each.provenance.engine == "llm"]
    seen = {s.text: s for each in summaries for s in each.sentences}
    parts = [
        f"{len(summaries)} runs: {counted([each.gate for each in summaries])}",
        f"{len(kept)} summaries kept the model's sentences, {len(summaries) - len(kept)} fell back",
        f"{sum(len(each.sentences) for each in summaries)} sentences printed, {len(seen)} of them distinct",
    ]
    for text, sentence in sorted(seen.items()):
        quotes = dict.fromkeys(citation.quote for citation in sentence.citations)
        parts += ["", f"- {text}", *(f"    {json.dumps(quote, ensure_ascii=False)}" for quote in quotes)]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
