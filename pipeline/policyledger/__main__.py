"""`python -m policyledger` is the command."""

from policyledger.cli import main

main()
