"""Pages, drawn without a browser."""
