"""Answers: selected from the articles, or drafted by a chat model and held to the same rules."""

from agent.answer.drafted import Respondent
from agent.answer.extractive import answer

__all__ = ["Respondent", "answer"]
