"""The table of reports: what each of them told when it was made."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from core.store.moments import Day, Instant


class ReportRow(SQLModel, table=True):
    """One report as it was made: its figures, and the files there were."""

    __tablename__ = "report"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    kind: str = Field(primary_key=True, max_length=10)
    first_day: date = Field(primary_key=True, sa_type=Day)
    number: int = Field(primary_key=True)
    """1 for the first one; another with every time it was kept anew."""
    figures: str = Field(sa_type=Text)
    """As JSON."""
    uploads: str = Field(sa_type=Text)
    """The numbers of the files that were there, as JSON."""
    words: str = Field(default="", sa_type=Text)
    """What it said, as plain text in the language it was read in."""
    method: str = Field(max_length=20)
    made_at: datetime = Field(sa_type=Instant)
