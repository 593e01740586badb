"""The real embedder, with what it has embedded kept for all tests of one run, in whichever process."""

import os
import shutil
import tempfile
from pathlib import Path

from vectorstore.cache import Cached
from vectorstore.embed import MiniLM

_VARIABLE = "VECTORS_OF_THIS_TEST_RUN"


def begin() -> None:
    """Make the folder; processes started from here on find it in their environment."""
    os.environ[_VARIABLE] = tempfile.mkdtemp(prefix="vectors-")


def end() -> None:
    """Remove the folder."""
    shutil.rmtree(os.environ.pop(_VARIABLE), ignore_errors=True)


def folder() -> Path:
    """Where vectors are kept, which can also be set as the folder of a command's cache."""
    return Path(os.environ[_VARIABLE])


def embedder() -> Cached:
    """The embedder of the product."""
    return Cached(MiniLM(), folder() / "vectors.sqlite")
