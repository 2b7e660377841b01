"""Documents in other formats as Markdown, for the tests of each format."""

from pathlib import Path

import pytest

from quiz.convert.conversion import as_markdown
from quiz.errors import QuizError

KNOTS = "A knot is a tight band in a muscle. A tendon is a strong cord that ends a muscle."


def markdown(folder: Path, name: str, content: bytes | str) -> str:
    return converted(folder, name, content)[0]


def converted(folder: Path, name: str, content: bytes | str) -> tuple[str, str]:
    """The Markdown of a file, and what was left out of it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    text, left_out, by_hand = as_markdown(path)
    return text, "\n".join([*by_hand, *left_out])


def refused(folder: Path, name: str, content: bytes | str) -> QuizError:
    with pytest.raises(QuizError) as caught:
        markdown(folder, name, content)
    assert caught.value.exit_code == 3
    return caught.value
