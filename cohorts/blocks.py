"""The blocks of an exchange's page: a quiet choice of those a lesson is made of."""

from courses.blocks import lesson_blocks

WANTED = ("heading", "text", "image", "quote", "callout", "download", "accordion", "timeline")


def exchange_blocks() -> list:
    return [(name, block) for name, block in lesson_blocks() if name in WANTED]
