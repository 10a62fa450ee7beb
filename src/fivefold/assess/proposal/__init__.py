"""`fivefold map`: a mapping proposed for a file, ready to edit."""

from fivefold.assess.proposal.proposal import Proposal, ProposedScale, propose
from fivefold.assess.proposal.rendering import render

__all__ = ["Proposal", "ProposedScale", "propose", "render"]
