"""A conversation about articles: a loop of tools that shows results, and the screen it is held on.

The model that calls tools reads no article, and the model that reads articles calls no tool. What decides on
the next step sees what the user wrote and *receipts*: lines that the program makes of what each tool showed,
with counts, numbers and labels alone. No text, title, publisher or name of an article is in one, so that an
order hidden in an article reaches nothing that could obey it.
"""

from vectorstore.probe import no_probe

with no_probe():
    import langchain_core.messages  # noqa: F401  # the first of the imports here that opens a socket
