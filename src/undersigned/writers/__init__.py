"""The writers: each turns a `Document`, and nothing else, into one format."""
