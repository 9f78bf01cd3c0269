"""The matcher: a pure Python package, without Django. See docs/rules/matching.md."""
