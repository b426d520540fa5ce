"""`python -m khoi.cli` is `khoi`."""

from khoi.cli import main

main()
