"""Texts compared with files as they are kept. With UPDATE_GOLDEN=1 in the environment they are written anew."""

import os
from pathlib import Path


def assert_as_kept(text: str, path: Path) -> None:
    """The text is the one in the file."""
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: UPDATE_GOLDEN=1 writes it anew"
