"""The command line and its groups of commands, for the modules that hold the commands, and the arguments they share."""

from __future__ import annotations

from typing import Annotated

import typer

_HELP = """Draft the joint open letters that coalitions send.

A campaign is described once, in campaigns/SLUG/campaign.yaml, and rendered to Word, HTML and Markdown, which say the
same words.

\b
  undersigned init my-letters              a new workspace, with an example
  undersigned new 2026-letter --document joint-letter
  undersigned check 2026-letter            every problem, with file, line and remedy
  undersigned render 2026-letter           out/2026-letter/joint-letter.docx, .html, .md
"""


_DEMANDS = """Look through the library of demand blocks, and see where each is used.

\b
  undersigned demands list prisoners
  undersigned demands show release-political-prisoners
  undersigned demands used release-political-prisoners
  undersigned demands catalogue            the whole library as a document
"""


_FACTS = """Look through the facts that campaigns share, and see where each is used.

\b
  undersigned facts list
  undersigned facts show kem-ley-killing
  undersigned facts used kem-ley-killing
"""


_SIGNATORIES = """Look through the register of organisations and people, and bring in those who filled in a web form.

\b
  undersigned signatories list
  undersigned signatories import answers.xlsx --campaign 2026-letter
  undersigned signatories duplicates
"""

_SIGNOFF = """Ask organisations to sign, read what they send back, and see who is missing.

\b
  undersigned signoff prepare 2026-letter          one Word file to sign for each who was invited
  undersigned signoff collect 2026-letter *.docx   read the returned files
  undersigned signoff record 2026-letter omct --by "Jane Doe, Director" --how email --on 2026-05-03
  undersigned signoff status 2026-letter
"""

_VERSION = """Freeze the text of a campaign, so that everybody knows what is being agreed to, and what was sent.

\b
  undersigned version save 2026-letter v1
  undersigned version list 2026-letter
"""

app = typer.Typer(
    name="undersigned",
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


demands = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_DEMANDS)
app.add_typer(demands, name="demands")


facts = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_FACTS)
app.add_typer(facts, name="facts")


TableOrJson = Annotated[str, typer.Option("--format", metavar="table|json", help="How it is printed.")]


Words = Annotated[str, typer.Argument(metavar="[TEXT]", help="Only those that say these words, anywhere.")]


TagWords = Annotated[str, typer.Option("--tag", metavar="WORDS", help="Only tags with these words.")]


OneLanguage = Annotated[str, typer.Option("--language", metavar="TAG", help="The words in this language, as fr.")]


CampaignNames = Annotated[
    list[str] | None, typer.Argument(metavar="CAMPAIGN", help="Slugs or folders of campaigns; none means all.")
]
signatories = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_SIGNATORIES)
signoff = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_SIGNOFF)
version = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_VERSION)
# A group comes to the command line (`app.add_typer`) in the module that holds its first command.
