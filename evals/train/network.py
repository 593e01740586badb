"""The network: all-MiniLM-L6-v2 as a cross-encoder, with a head for the pair and one for each word piece."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel

from agent.entail.encode import EVIDENCE_SEEN


class Network(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """Scores a claim and its evidence.

    The pair's head sees the first piece, the mean over the claim and over the evidence, and the maximum
    over the claim, since one wrong word is enough. Word embeddings are frozen: half of the weights, and a
    small set of pairs would only spoil them for the words that it lacks.
    """

    def __init__(self, backbone: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            backbone,
            add_pooling_layer=False,
            attn_implementation="eager",  # four times as fast as torch's own on a CPU in bfloat16
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0,
        )
        size = self.bert.config.hidden_size
        types = nn.Embedding(4, size)
        with torch.no_grad():
            types.weight.copy_(self.bert.embeddings.token_type_embeddings.weight[:1].repeat(4, 1))
            types.weight.add_(torch.randn(4, size) * 0.02)
        self.bert.embeddings.token_type_embeddings = types
        self.bert.config.type_vocab_size = 4
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        self.drop = nn.Dropout(0.1)
        self.mix = nn.Linear(4 * size, size)
        self.pair = nn.Linear(size, 3)
        self.word = nn.Linear(size, 1)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the pair and of each piece.

        Args:
            ids: Word pieces, shape (pairs, length).
            types: Their types, likewise.
            mask: 1 where there is a piece, likewise.

        Returns:
            Shape (pairs, 3): supported, refuted, unknown; and (pairs, length): that the piece is wrong.
        """
        states = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        there = mask.unsqueeze(-1).to(states.dtype)
        mine = there * (types < EVIDENCE_SEEN).unsqueeze(-1).to(states.dtype)
        theirs = there - mine
        pooled = [
            states[:, 0],
            (states * mine).sum(1) / mine.sum(1),
            (states * theirs).sum(1) / theirs.sum(1),
            (states - (1 - mine) * 1e4).amax(1),
        ]
        mixed = torch.tanh(self.mix(self.drop(torch.cat(pooled, dim=-1))))
        return self.pair(mixed), self.word(states).squeeze(-1)


def loss(pair: Tensor, words: Tensor, labels: Tensor, marks: Tensor, weight: float = 1.0) -> Any:
    """Cross-entropy of the pairs, and of the words where it is known which are wrong.

    Args:
        pair: Logits, shape (pairs, 3).
        words: Logits, shape (pairs, length).
        labels: 0 to 2, or 3 for refuted or unknown, whichever.
        marks: 1 for a wrong piece, 0 for a right one, -1 where it is not known.
        weight: Of the words.
    """
    logs = torch.log_softmax(pair.float(), dim=-1)
    either = torch.logsumexp(logs[:, 1:], dim=-1)
    picked = logs.gather(1, labels.clamp(max=2).unsqueeze(1)).squeeze(1)
    main = -torch.where(labels == 3, either, picked).mean()
    known = marks >= 0
    if not known.any():
        return main
    target = marks.clamp(min=0).float()
    each = nn.functional.binary_cross_entropy_with_logits(
        words.float(), target, reduction="none", pos_weight=torch.tensor(3.0)
    )
    return main + weight * (each * known).sum() / known.sum()
