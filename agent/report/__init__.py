"""Results as text for a terminal, as Markdown and as JSON: pure functions from values to a string."""
