"""What pages and the command line may ask. Numbers and codes only; no sentences."""
