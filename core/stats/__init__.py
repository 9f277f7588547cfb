"""Methods: numbers in, numbers out. Each names its source and is described in docs/methods.md."""
