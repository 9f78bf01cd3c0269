"""Participated spaces: who sits there, who sits in for whom, and the working groups."""
