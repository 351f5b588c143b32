"""Open answers in French: topics proposed, answers coded from a sample, what may tell who wrote."""

from arpent.stats.verbatim.agreement import Kappa, alpha, kappa, kappa_overall
from arpent.stats.verbatim.clues import Clue, ClueKind, clues_in, masked
from arpent.stats.verbatim.coding import (
    Coding,
    Mark,
    Quality,
    Step,
    advice,
    code_answers,
    learning_curve,
)
from arpent.stats.verbatim.frequencies import TopicShares, topic_items, topic_shares
from arpent.stats.verbatim.topics import Steadiness, Topic, Topics, steadiness, suggested, topics_of
from arpent.stats.verbatim.vocabulary import Vocabulary, vocabulary_of
from arpent.stats.verbatim.words import Content, content_of, normalise, tokens

__all__ = [
    "Clue",
    "ClueKind",
    "Coding",
    "Content",
    "Kappa",
    "Mark",
    "Quality",
    "Steadiness",
    "Step",
    "Topic",
    "TopicShares",
    "Topics",
    "Vocabulary",
    "advice",
    "alpha",
    "clues_in",
    "code_answers",
    "content_of",
    "kappa",
    "kappa_overall",
    "learning_curve",
    "masked",
    "normalise",
    "steadiness",
    "suggested",
    "tokens",
    "topic_items",
    "topic_shares",
    "topics_of",
    "vocabulary_of",
]
