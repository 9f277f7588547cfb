"""Methods for tests of copy. Counts and sums in, small frozen results out; arrays broadcast."""
