"""Claims, drafts and checks: what turns passages into cited summaries, answers and verdicts."""
