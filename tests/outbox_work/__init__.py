"""An app that exists only in tests: work for the outbox whose every run can be counted afterwards."""
