"""What leaves this room as a file."""

from fivefold.assess.proposal import Proposal, ProposedScale, render
from fivefold.assess.proposal.sides import ProposedSide
from fivefold.assess.proposal.standing_alone import stand_alone
from fivefold.files.packed import PackedTable
from fivefold.files.sentences import say
from fivefold.surveys.actions.imports import matches_of
from fivefold.surveys.importers.facts import framework_of
from fivefold.surveys.models import Import


def mapping_of_import(brought: Import) -> str:
    """The matches as TOML: `fivefold assess FILE --map` makes the same figures of the same file."""
    packed = PackedTable(bytes(brought.content or b""))
    mapping = matches_of(brought).mapping
    columns = {name: outline.column for name, outline in packed.outlines.items()}
    proposal = Proposal(
        mapping=mapping,
        scales=tuple(
            ProposedScale(
                scale,
                tuple(columns[item] for item in scale.items),
                say("As it was matched in the browser."),
            )
            for scale in mapping.scales
        ),
        side=ProposedSide(mapping.side, ()) if mapping.side else None,
        personal=(),
        unused=(),
    )
    return render(stand_alone(proposal), packed.table(), framework_of(brought))
