"""Whether a sentence that somebody else worded follows from the source it cites, by the source's own words.

Placeholder rule until the alignment stands: the words of the sentence run on in the source as they are.
"""

from agent.check import Source


def underived(text: str, cited: Source) -> str | None:
    """Why `text` does not derive from one sentence of `cited`; None if it does."""
    wanted = " ".join(text.split()).rstrip(".").lower()
    held = (" ".join(statement.claim.text.split()).lower() for statement in cited.statements)
    return None if any(wanted in each for each in held) else "its words are not those of its source"
