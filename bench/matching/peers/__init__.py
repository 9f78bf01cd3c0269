"""One peer a file: `solve(given)` gets the arrays of instance.py and returns the indices of the pairs it chose.

The files run in environments of their own (environments.py), by path, so that none of them sees Tessera or another peer.
"""
