"""The Word writer, read back by readers that know nothing of it."""
