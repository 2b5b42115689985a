"""Rows of the table of targets, and tables as Markdown."""

import dataclasses
import statistics


@dataclasses.dataclass
class Row:
    """A measure: its values with the best first, its target and its dream."""

    number: int
    what: str
    values: list
    target: float
    dream: float
    unit: str = ""
    digits: int = 2
    more_is_better: bool = False

    def shown(self, value):
        return f"{value:.{self.digits}f} {self.unit}".strip()

    def met(self):
        """What the middle of the values meets."""
        sign = -1 if self.more_is_better else 1
        middle = sign * round(statistics.median(self.values), self.digits)
        if middle <= sign * self.dream:
            return "dream"
        return "target" if middle <= sign * self.target else "no"


def targets(rows):
    """The table of all measures."""
    head = ["", "what", "best", "median", "worst", "target", "dream", "met"]
    return markdown(head, [
        [row.number, row.what, row.shown(row.values[0]), row.shown(statistics.median(row.values)),
         row.shown(row.values[-1]), f"{row.target:g}", f"{row.dream:g}", row.met()]
        for row in rows
    ])


def markdown(head, lines):
    """A table."""
    lines = [head, ["---"] * len(head), *lines]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)
