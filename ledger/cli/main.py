"""The commands, put together."""

import typer

from ledger.cli import enquiries, log, people, recording, scenarios, schema, serving, verifying

app = typer.Typer(
    name="countersign",
    help="The record of a Section 47 enquiry that still stands up in court years later.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (people, recording, scenarios, enquiries, log, verifying, schema, serving):
    module.add_to(app)


def main() -> None:
    """Run the command line."""
    app()
