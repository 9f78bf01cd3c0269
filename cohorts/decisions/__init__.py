"""Proposals, ballots and decisions of a participated space and its groups."""
