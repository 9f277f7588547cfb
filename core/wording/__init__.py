"""Codes and numbers to sentences, in the language of the reader. Neither pages nor terminals."""
