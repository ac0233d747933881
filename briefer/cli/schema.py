"""`briefer schema`: print the JSON Schema of a record, or of a YAML file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefer.cli.console import Status
from briefer.config import schemas
from briefer.model import codec

NAMES = sorted([*codec.SCHEMAS, *schemas.FILES])


@click.command("schema")
@click.argument("record", type=click.Choice(NAMES), required=False)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write all of them into a folder.")
def command(record: str | None, out: Path | None) -> int:
    """Print the JSON Schema of `article` (extract's input), `annotation` (its output), `brief` (brief.json) or `diff` (of
    `briefer diff --json`); of `briefer`, `audience` or `topic`, the YAML files."""
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for name in NAMES:
            path = out / f"{name}.schema.json"
            path.write_text(schema_text(name), "utf-8")
            click.echo(path)
    elif record is not None:
        click.echo(schema_text(record), nl=False)
    else:
        raise click.UsageError(f"name a record ({', '.join(NAMES)}), or --out DIR for all of them")
    return Status.MADE


def schema_text(name: str) -> str:
    """A record's name → its schema as it is printed and kept in config/schemas/."""
    made = schemas.schema_of(name) if name in schemas.FILES else codec.schema_of(name)
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
