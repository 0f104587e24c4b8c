"""Asking organisations to sign: who is asked, what they get, what they answered, and who must not be named."""
