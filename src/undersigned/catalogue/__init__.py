"""The library and the facts as people look through them: lists, single entries, where they are used, a document."""
