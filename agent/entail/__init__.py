"""Does this evidence say what the claim says? A small cross-encoder of our own, on this machine.

`window.py` chooses what is read beside a claim, `encode.py` makes it the model's input, `model.py` runs it.
How it was made, from what data and how well it does: `agent/data/entailment/README.md`.
"""

from agent.entail.model import CrossEncoder, Entailed, Entailment, SharedWords, shared
from agent.entail.window import Window, Words

__all__ = ["CrossEncoder", "Entailed", "Entailment", "SharedWords", "Window", "Words", "shared"]
