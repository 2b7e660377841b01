"""Compare texts with golden files. UPDATE_GOLDEN=1 in the environment rewrites them."""

import os
from pathlib import Path


def assert_as_kept(text: str, path: Path) -> None:
    """Assert that the text is that of the file."""
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: UPDATE_GOLDEN=1 writes it anew"
