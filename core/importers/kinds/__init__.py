"""The shapes of rows, one module each."""
