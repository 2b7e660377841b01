"""Characters that no text from outside may carry to a screen."""

import re
from typing import Final

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that override the direction of text: they can hide or forge what is shown."""
