"""The campaign language as frozen models: what may stand in each file, and of which type.

The models are strict and plain: unknown keys are refused, and no field is a union, because `loading` writes every short
form out in full first; so the path of an error is the path in the person's file. Nothing here reads a file.

What a field's `description` says is for those who write the files: editors show it (`undersigned schema`). The modules
do without `from __future__ import annotations`: pydantic would compile every annotation from its text, in every run.
"""
