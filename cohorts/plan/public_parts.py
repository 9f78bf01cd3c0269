"""The parts of the public plan that tell of calls and resources."""


def calls_and_resources(plan, language: str, at) -> dict:
    return {}
