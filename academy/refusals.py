"""Why something cannot be done: one exception, with a code for programs and a sentence for people."""


class Refused(Exception):
    """Nothing was changed. `code`: for programs; `sentence`: in the language of the reader whose request it is."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence
