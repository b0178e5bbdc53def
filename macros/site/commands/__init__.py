"""The commands of ``scripts/``: parse arguments, call one function, print. Exit status as in each ``main``'s docstring."""
