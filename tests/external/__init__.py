"""Programs of others open, check and print what is rendered; run by `make test-external`."""
