"""Throw-away real services for the tests, out of wheels: no root, no port, gone with the process that started them."""
