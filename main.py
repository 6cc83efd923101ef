"""Starts the window, or one of the commands."""

import sys

if __name__ == "__main__":
    from app.bootstrap import main

    sys.exit(main(sys.argv[1:]))
