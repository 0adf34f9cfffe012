"""A question between two threads is answered once, by who knows its name, or not at all."""

from __future__ import annotations

from memesweep.web.review.question import Question
from memesweep.workspace import Approval

YES = Approval()


def test_no_answer_in_time_is_a_no() -> None:
    question = Question("1")
    assert question.wait(0.01) is None
    assert not question.answer("1", YES)


def test_a_yes_to_another_question_is_none() -> None:
    question = Question("2")
    assert not question.answer("1", YES)
    assert not question.answer(None, YES)
    assert question.answer("2", YES)
    assert not question.answer(None, None)
    assert question.wait(0.01) is YES


def test_a_no_needs_no_name() -> None:
    question = Question("1")
    assert question.answer(None, None)
    assert question.wait(0.01) is None
