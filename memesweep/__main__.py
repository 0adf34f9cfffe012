"""`python -m memesweep`."""

from memesweep.entry import main

if __name__ == "__main__":
    main()
