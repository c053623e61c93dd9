"""Why something was not done, in a sentence for the person who can mend it."""

from collections.abc import Iterable

from analytics import Finding


class RefusedError(Exception):
    """Nothing was taken. ``sentence`` says why and what to do; ``findings``, what the reader has against the file."""

    def __init__(self, sentence: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.findings = tuple(findings)
