"""A message to the seller: what happened, whether the data are safe, what to do now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Up to three sentences; each may stand on a line of its own."""

    title: str
    """What happened."""
    body: str = ""
    """What that means for the data."""
    remedy: str = ""
    """What to do now."""

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(part for part in (self.title, self.body, self.remedy) if part)
