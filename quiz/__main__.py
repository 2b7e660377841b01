"""`python -m quiz` is the same command as `quiz`."""

from quiz.cli import main

main()
