"""Questions about a shop: figures in, small frozen answers out. No store, no words."""
