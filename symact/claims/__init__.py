"""The claims on record, one module per document, and one for formulas printed in many places."""

from symact.claim import Claim
from symact.claims import jordan, published

DOCUMENTS = (jordan, published)

CLAIMS: tuple[Claim, ...] = tuple(claim for document in DOCUMENTS for claim in document.CLAIMS)
