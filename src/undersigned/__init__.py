"""undersigned: joint open letters from YAML to Word, HTML and Markdown, in the same words."""

__version__ = "0.1.0"
