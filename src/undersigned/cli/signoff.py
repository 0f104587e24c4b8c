"""The commands that change who signs, one by one: signoff invite, withhold, record."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from undersigned.cli.groups import app, signoff
from undersigned.cli.terminal import campaigns_named, save, today, usage_error

if TYPE_CHECKING:
    from undersigned.signoff.inviting import Withholding
    from undersigned.signoff.recording import Given, Step
    from undersigned.workspace import Workspace

_INVITE = """Put organisations or people of the register on a campaign's list, as invited.

\b
  undersigned signoff invite 2026-letter omct forum-asia
  undersigned signoff invite 2026-letter "World Organisation Against Torture" --on 2026-05-03
  undersigned signoff invite 2026-letter omct --private          asked, but not to be named
  undersigned signoff invite 2026-letter --private --name "…"    the same, for one that the register lacks

With --private they stand in signatories/private/ alone, under a neutral id (withheld-01). Who is on the list already
stays as it is.
"""

_WITHHOLD = """Take a signatory's name out of a campaign: from then on it is counted, and named nowhere.

\b
  undersigned signoff withhold 2026-letter omct

What is known of it moves to signatories/private/, under a neutral id (withheld-01). Files sent or committed before may
still name it; the command says where to look.
"""

_RECORD = """Record an answer that came in a message or a talk: “please add us”, “we cannot sign”, “take us off”.

\b
  undersigned signoff record 2026-letter omct --by "Jane Doe, Director" --how email --on 2026-05-03
  undersigned signoff record 2026-letter omct --status pending --note "board on Thursday"
  undersigned signoff record 2026-letter omct --status declined
  undersigned signoff record 2026-letter withheld-01 --by "Jane Doe, Director" --how email

The same answer again changes nothing; one that contradicts what stands there needs --replace.
"""

app.add_typer(signoff, name="signoff")

Campaign = Annotated[str, typer.Argument(metavar="CAMPAIGN", help="The slug or folder of the campaign.")]
Signatory = Annotated[
    str, typer.Argument(metavar="ORG", help="An id, name, acronym or alias of the register, or withheld-01.")
]


@signoff.command("invite", help=_INVITE)
def invite(
    campaign: Campaign,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[ORG]...", help="Ids, names, acronyms or aliases of the register.")
    ] = None,
    private: Annotated[bool, typer.Option("--private", help="They are asked, but not to be named.")] = False,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="With --private: one the register lacks.")] = "",
    acronym: Annotated[str, typer.Option("--acronym", metavar="TEXT", help="With --name.")] = "",
    country: Annotated[str, typer.Option("--country", metavar="TEXT", help="With --name.")] = "",
    scope: Annotated[str, typer.Option("--scope", metavar="SCOPE", help="With --name: international, regional …")] = "",
    contact: Annotated[str, typer.Option("--contact", metavar="NAME", help="With --name: whom to write to.")] = "",
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS", help="With --name: where to write.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When they were asked (default: today).")] = "",
) -> None:
    from undersigned.editing import locked
    from undersigned.library import Library
    from undersigned.models.register import Scope
    from undersigned.signoff.inviting import invite as step_of
    from undersigned.signoff.inviting import invite_privately

    workspace, slug = _campaign(campaign)
    day = _day(on)
    details = {"acronym": acronym, "country": country, "scope": scope}
    reached = {key: value for key, value in (("name", contact), ("email", email)) if value}
    if not private and (name or reached or any(details.values())):
        usage_error("--name and what is said of it go with --private; others are added to the register first")
    if not name and (reached or any(details.values())):
        usage_error("--acronym, --country, --scope, --contact and --email go with --name")
    if scope:
        _one_of("--scope", scope, get_args(Scope))
    if not names and not name:
        usage_error("say who is invited, as “undersigned signoff invite 2026-letter omct”")
    newcomer: dict[str, Any] = {key: value for key, value in {"name": name.strip(), **details}.items() if value}
    if reached:
        newcomer["contact"] = reached
    with locked(workspace):
        library = Library(workspace)
        if private:
            steps, outputs = invite_privately(library, slug, names or [], newcomer or None, day)
        else:
            steps, outputs = step_of(library, slug, names or [], day)
        save(outputs, workspace)
    for step in steps:
        print(f"  {step.id}: {'invited' if step.outputs else f'stays as it is ({step.status})'}")


@signoff.command("withhold", help=_WITHHOLD)
def withhold(campaign: Campaign, name: Signatory) -> None:
    from undersigned.editing import locked
    from undersigned.library import Library
    from undersigned.signoff.inviting import withhold as step_of

    workspace, slug = _campaign(campaign)
    with locked(workspace):
        withholding = step_of(Library(workspace), slug, name)
        save(withholding.step.outputs, workspace)
    if withholding.step.outputs:
        _tell_withheld(withholding, slug)
    else:
        print(f"It is withheld already, as {withholding.step.id}: nothing changed.")


def _tell_withheld(withholding: Withholding, slug: str) -> None:
    print(f"Withheld: it is {withholding.step.id} in signatories/private/{slug}/withheld.yaml, and not on the list.")
    print("What may still name it:")
    print("  letters, forms and messages that were rendered or sent before: render again what you publish")
    print("  the history, where this folder is kept in git: it has the earlier lists, here and in every copy")
    for span in withholding.named:
        print(f"  {span}")
    for path in withholding.files:
        print(f"  {path}: delete it, and write to withheld ones from signatories/private/ alone")
    if withholding.entry is None:
        return
    if withholding.letters:
        others = ", ".join(withholding.letters)
        print(f"  {withholding.entry}: its entry in the register, which other letters need ({others})")
    else:
        print(f"  {withholding.entry}: its entry in the register; no other letter here needs it, so delete it")


@signoff.command("record", help=_RECORD)
def record(
    campaign: Campaign,
    name: Signatory,
    by: Annotated[str, typer.Option("--by", metavar="PERSON", help='Who said so, as "Jane Doe, Director".')] = "",
    how: Annotated[str, typer.Option("--how", metavar="WAY", help="form, email or “word of mouth”.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When, as 2026-05-03 (default: today).")] = "",
    status: Annotated[
        str, typer.Option("--status", help="invited, pending, conditional, confirmed, declined or withdrawn.")
    ] = "confirmed",
    version: Annotated[
        str, typer.Option("--version", metavar="NAME", help="The text agreed to (default: the campaign’s).")
    ] = "",
    printed_as: Annotated[
        str, typer.Option("--as", metavar="NAME", help="The name as this letter alone prints it.")
    ] = "",
    condition: Annotated[str, typer.Option("--condition", metavar="TEXT", help="With --status conditional.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note; printed nowhere.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Also where another answer stands.")] = False,
) -> None:
    from undersigned.editing import locked
    from undersigned.library import Library
    from undersigned.signoff.recording import record as step_of

    workspace, slug = _campaign(campaign)
    given = _given(by, how, on, status, version, printed_as, condition, note)
    with locked(workspace):
        step = step_of(Library(workspace), slug, name, given, replace=replace)
        save(step.outputs, workspace)
    print(_told(step, slug))


def _told(step: Step, slug: str) -> str:
    if not step.outputs:
        return f"{step.id}: {step.status}, as recorded before; nothing changed."
    files = " and ".join(output.path for output in step.outputs)
    return f"{step.id}: {step.status}, in {files}."


def _given(by: str, how: str, on: str, status: str, version: str, printed_as: str, condition: str, note: str) -> Given:
    """The answer that the options tell. Ends the run where they are none."""
    from undersigned.models.base import fold
    from undersigned.models.register import Answer, Signer, Status
    from undersigned.signoff.recording import Given

    statuses: tuple[Any, ...] = get_args(Status)
    ways = [way for choice in get_args(Answer.model_fields["how"].annotation) for way in get_args(choice)]
    _one_of("--status", status, statuses)
    if how:
        _one_of("--how", how, ways)
    if status in ("confirmed", "conditional") and not (fold(by) and how):
        usage_error('say who agreed and how it came: --by "Jane Doe, Director" --how email')
    if condition and status != "conditional":
        usage_error("--condition goes with --status conditional")
    who, _, function = (part.strip() for part in fold(by).partition(","))
    if by and not who:
        usage_error("--by begins with a name, as “Jane Doe, Director”")
    signer = Signer(name=who, function=function or None) if who else None
    values = {"how": how, "version": version, "condition": condition, "note": note, "printed_as": printed_as}
    said = {key: fold(value) or None for key, value in values.items()}
    return Given(status=status, date=_day(on), signer=signer, **said)  # type: ignore[arg-type] # checked above


def _one_of(option: str, value: str, choices: Any) -> None:
    from undersigned.problems import did_you_mean

    if value not in choices:
        near = did_you_mean(value, choices)
        usage_error(f"{option} is {', '.join(choices)}, not “{value}”" + (f" ({near})" if near else ""))


def _campaign(name: str) -> tuple[Workspace, str]:
    workspace, slugs = campaigns_named([name])
    workspace.campaign_folder(slugs[0])
    return workspace, slugs[0]


def _day(text: str) -> datetime.date:
    """The day that an option names, today without one."""
    if not text:
        return today()
    try:
        day = datetime.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        usage_error(f"--on is a day, as 2026-05-03, not “{text}”")
    if day > today() + datetime.timedelta(days=1):  # it may be tomorrow already where the answer came from
        usage_error(f"--on {text} is still to come")
    return day
