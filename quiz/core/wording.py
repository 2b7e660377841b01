"""Text shared by the terminal and the page for the browser."""

NOT_ADVICE = "For learning only. Not medical advice."

INTRODUCTION = (
    "Questions about a document. After each answer you see the words it is based on. A round takes about 5 minutes."
)
"""What the quiz is, for first-time learners."""
WHAT_MUST_BE_KNOWN = (
    "Must know: what keeps you safe. A round starts with such questions, and shows their result separately."
)
FOR_TRAINEES = "For trainees"
TELL_SOMEONE = "Tell someone, in your own words, what you have learned."
ASK_ABOUT_IT = "Ask your practitioner about anything that is still unclear."
HOW_SURE = "How sure are you?"
MUST_KNOW = "Must know"
