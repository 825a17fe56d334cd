"""The claims on record, one module per document."""

from symact.claim import Claim
from symact.claims import jordan

DOCUMENTS = (jordan,)

CLAIMS: tuple[Claim, ...] = tuple(claim for document in DOCUMENTS for claim in document.CLAIMS)
