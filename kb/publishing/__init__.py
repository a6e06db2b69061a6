"""Publishing a knowledge base: search, what Datasette tells about it, and answers to questions."""

from kb.publishing.answers import AnswerError, answer
from kb.publishing.metadata import describe, metadata
from kb.publishing.questions import Parameter, Question, questions
from kb.publishing.rendering import render, streamed
from kb.publishing.search import index

__all__ = [
    "AnswerError", "Parameter", "Question", "answer", "describe", "index", "metadata", "questions", "render",
    "streamed",
]
