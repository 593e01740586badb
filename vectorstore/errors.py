"""The expected failures of `vectorstore`: what was wrong, the value, and the next step, in one line.

VectorstoreError
├── ArticleError      one input could not be read as an article
├── EmbedderError     a text could not be embedded
├── ModelError        a model that is part of the package could not be loaded
└── StoreError        the store could not be opened, read or written
"""


class VectorstoreError(Exception):
    """Base of every expected failure of this package."""


class ArticleError(VectorstoreError):
    """One input could not be read as an article; the others are unaffected."""


class EmbedderError(VectorstoreError):
    """The embedding model or endpoint could not be used."""


class ModelError(VectorstoreError):
    """A model that is part of the package could not be loaded."""


class StoreError(VectorstoreError):
    """The store could not be opened, read or written."""
