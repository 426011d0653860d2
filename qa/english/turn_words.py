"""Words of a turn: what begins and ends a question in a conversation, and questions made of such words alone.

They were collected from questions of public sets of conversations and from chats.
"""

import re

from qa.english.closed_classes import QUESTION_WORDS
from qa.english.saying_verbs import SAYING, WRITING
from qa.english.word_lists import match_any

_POINTING = r"(?:that|this|it)"
# Words that begin a question and say nothing.
LEAD = re.compile(r"^(?:(?:and|but|so|or|also|then|ok|okay|well|yes|no|hm+|oh)\b[\s,.…]*)+(?=\w)", re.IGNORECASE)
# A question that is joined to the one before it.
JOINED = re.compile(r"^\W*(?:(?:ok|okay|well|yes|no|hm+|oh)\b\W*)*(?:and|but|also)\b", re.IGNORECASE)
# Words behind a question that say nothing.
TAIL = re.compile(r"(?<![\s,])[\s,]++(?:though|tho|then|please|pls)(?=\W*$)", re.IGNORECASE)
# What says that something else is spoken of from here on.
NEW_SUBJECT = re.compile(
    r"^\W*(?:(?:(?:a |on a |totally |completely |something |one )?(?:different|new|another|other|unrelated|separate) "
    r"(?:thing|question|topic|subject|note|one)|by the way|btw|changing (?:the )?(?:subject|topic)|unrelated|"
    r"something else)\b[\s,.:;…–-]+)(?=\w)",
    re.IGNORECASE,
)
# It asks on without asking anything else: "Tell me more", "any details?".
MORE = re.compile(
    r"^\W*(?:(?:please )?(?:(?:can|could) you )?(?:tell me|give me|say|show me|any|anything|what|is there|some) )?"
    rf"(?:(?:some |any )?more(?: details?| info(?:rmation)?)?(?: about {_POINTING})?|details|continue|go on|what else)"
    r"\W*$",
    re.IGNORECASE,
)
# It asks whether what was said is so.
DOUBT = re.compile(
    rf"^\W*(?:is (?:{_POINTING} )(?:really )?(?:true|so|right|correct|real)|really|seriously|are you sure)\W*$",
    re.IGNORECASE,
)
# It asks the last question with another question word.
POINTED = re.compile(rf"^(?P<wh>why|how)(?:'s| is| was| did) (?:{_POINTING}|so)(?: happen)?\W*$", re.IGNORECASE)
# Questions about nothing but the conversation.
IDLE = re.compile(r"\b(?:article|you)\b", re.IGNORECASE)
# Words for others than those that were spoken of.
OTHERS = re.compile(
    r"\b(?:there|any|anyone|anybody|anything|someone|somebody|other|others|another|else)\b", re.IGNORECASE
)
_SAYS = rf"(?:{match_any(SAYING - WRITING)}|say|saying|think|thinks|thought|respond|responding|react|reacted|reply)"
# Not at its beginning: "Tell me …" asks the program.
SAYS = re.compile(rf"(?<=\w ){_SAYS}\b", re.IGNORECASE)
# One asks what somebody says, and not of what.
SAYS_ONLY = re.compile(rf"\b{_SAYS}\W*$", re.IGNORECASE)
# It asks what somebody says: "What did Ada Quill say about the bridge?"
SAID_BY = re.compile(
    rf"^\W*(?:{match_any(QUESTION_WORDS)})\b[^,.;:?!]{{0,30}}?\b(?:do|does|did|ha[sd]|have)\s++"
    rf"(?P<speaker>\w[^,;:?!]{{0,60}}?)\s++(?:(?:been|\w+ly)\s++)*{_SAYS}\b",
    re.IGNORECASE,
)
# "Who is Ada Quill?" asks about her, and "What is olo?" about that; "What is the capital?" asks for something else.
IDENTIFYING = re.compile(r"^\W*(?P<ask>who|what)(?:['’]s| is| was| are| were)\s+(?P<whom>[^?.!,]+?)\W*$", re.IGNORECASE)
# It asks for a name or a word.
NAMING = re.compile(
    r"\b(?:names?|named|calls?|called|titled?|words?|terms?|chooses?|chose|chosen|picks?|picked)\b", re.IGNORECASE
)
