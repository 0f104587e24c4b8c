"""What comes back: Word files and e-mails from people, read with suspicion, and the answers in them.

`gate` lets files in, `answers_docx` and `answers_mail` read them, `answers` is what they found. Nothing here knows
campaigns: what is to be done with the answers is decided in `collecting`.
"""
