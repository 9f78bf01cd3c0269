"""The mentoring matcher beside its peers: the same pairs, a process each, every level of the answer compared."""
