"""Where articles, their passages and vectors are kept: Chroma on disk or on a server, or memory.

Passages go in first and the record of their article last; it is the commit mark, and names its passages. What
no record names is never seen, and the next writer of a folder removes it. So a run killed at any moment loses
nothing that was committed and duplicates nothing.
"""

from vectorstore.store.chroma import INDEX, ChromaStore
from vectorstore.store.memory import MemoryStore, Store
from vectorstore.store.records import Entry
from vectorstore.store.snapshot import Hit

__all__ = ["INDEX", "ChromaStore", "Entry", "Hit", "MemoryStore", "Store"]
