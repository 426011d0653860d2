"""Page remarks: whole sentences in which a page speaks of itself, of who made it, and of its reader's rights."""

import re

_TEXT = r"(?:story|article|report|post|page|piece|blog)"
_WRITER = r"(?:him|her|them|us|me|the[ ](?:reporter|author|writer)\b|(?-i:(?=[A-Z])))"
_KINDS = {
    "when it was made": rf"""
      (?:correction:[ ])?this[ ]{_TEXT}[ ](?:has[ ]been|was|is[ ]being|will[ ]be|may[ ]be)[ ]
      (?:\w+ly[ ])?(?:updated|corrected|amended|republished)\b
    | this[ ](?:version|{_TEXT})[ ]corrects\b
    | (?:an?[ ](?:earlier|previous)[ ]version|the[ ]headline)[ ]of[ ]this[ ]{_TEXT}\b
    """,
    "where it stood first": r"""
      this[ ](?:story|article|post|piece)[ ](?:(?:has[ ]been|was)[ ])?
      (?:(?:first|originally)[ ](?:published|appeared)|published[ ](?:on|at))\b
    """,
    "that it goes on": r"this[ ](?:\w+[ ])?is[ ]a[ ](?:developing|breaking)\b",
    "who made it": rf"""
      [^.?!]{{2,80}}[ ]contributed[ ](?:reporting|to[ ]this[ ]{_TEXT})(?:[ ]from\b[^.]*)?[.)\]]*$
    | (?:this[ ]\w+[ ])?includes[ ](?:additional[ ])?reporting[ ](?:by|from)\b
    """,
    "how its writer is reached": rf"""
      (?:he|she|they|(?-i:(?:[A-Z][\w.'’-]+[ ]){{0,3}}[A-Z][\w.'’-]+))[ ]can[ ]be[ ]
      (?:reached|contacted|followed)\b.*@\w
    | [^.?!]{{0,60}}\byou[ ]can[ ]\w+[ ]{_WRITER}.*(?:@\w|\bon[ ](?-i:[A-Z]))
    """,
    "what it lives on, and keeps": r"""
      your[ ]support\b.*\b(?:journalism|reporting|newsroom)\b
    | this[ ](?:story|article|post)[ ]is[ ](?:only[ ])?(?:for|available[ ]to)[ ](?:subscribers|members)\b
    | you[ ]have[ ]reached[ ]your\b.*\b(?:articles|stories)\b
    | we[ ]use[ ]cookies\b | accept[ ](?:all[ ])?cookies\b
    | this[ ](?:site|website)[ ](?:uses|is[ ]protected[ ]by)\b
    | our[ ](?:app|podcast|newsletter)[ ]is[ ](?:available|free)\b
    """,
    "who owns it": rf"""
      [(]?(?:©|[(]c[)]) | copyright[ ](?:©|[(]c[)]|\d{{4}}[ ](?-i:[A-Z]|by\b)) | all[ ]rights[ ]reserved[.]?$
    | (?:this[ ]material|no[ ]part[ ]of[ ]this[ ]{_TEXT})[ ]may[ ](?:not[ ])?be[ ]\w+
    """,
}
# Behind a remark in brackets another sentence may stand.
_REMARK = re.compile(rf"(?![(][^)]*[)][ ]?\w)[(\[*—–-]*\s*(?:{'|'.join(_KINDS.values())})", re.IGNORECASE | re.VERBOSE)


def is_page_remark(line: str) -> bool:
    """Say whether a sentence is what a page says of itself."""
    return _REMARK.match(line) is not None
