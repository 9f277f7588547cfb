"""What each number means: the catalogue. The words are in ``core.wording.metrics``."""

from core.metrics.catalogue import METRICS, Better, Metric, Need, Unit, metric

__all__ = ["METRICS", "Better", "Metric", "Need", "Unit", "metric"]
