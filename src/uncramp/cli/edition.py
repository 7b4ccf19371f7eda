"""The option that makes an answer of an older edition of the evidence."""

from __future__ import annotations

import click


def _use(context: click.Context, _option: click.Parameter, name: str | None) -> None:
    if name is not None:
        from uncramp.store.registry import using

        context.with_resource(using(name))


with_edition = click.option(
    "--edition",
    metavar="NAME",
    expose_value=False,
    callback=_use,
    help="Answer with an older edition of the evidence, as `edition.evidence` names it.",
)
