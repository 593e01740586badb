"""The expected failures of `vectorstore`: what was wrong, the value, and the next step, in one line.

VectorstoreError
├── ArticleError      one input could not be read as an article
├── EmbedderError     a text could not be embedded
└── StoreError        the store could not be opened, read or written
"""


class VectorstoreError(Exception):
    """Base of every expected failure of this package."""


class ArticleError(VectorstoreError):
    """One input could not be read as an article; the others are unaffected."""


class EmbedderError(VectorstoreError):
    """The embedding model or endpoint could not be used."""


class StoreError(VectorstoreError):
    """The store could not be opened, read or written."""
