"""Asking a hub for help: from the question to what came of it. One verb a file; nothing is dropped on the way (see standing.py)."""
