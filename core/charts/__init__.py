"""Charts: figures and translated words in, an Altair chart out. Nothing here knows Streamlit."""

from core.charts.theme import Look

__all__ = ["Look"]
