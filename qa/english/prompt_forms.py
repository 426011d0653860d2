"""Prompts: the lines of a page that bid its reader go elsewhere, subscribe, share, save or print, and names of boxes."""

import re

from qa.english.word_lists import match_any, split_words

# Before a colon or a bar they open a box that leads elsewhere, whatever its title says; alone they are its name.
_BOXES = split_words(
    """
    more related opinion exclusive breaking developing correction clarification advertisement trending recommended
    watch listen read explainer analysis live sponsored
    """
)
# So do these, but a sentence may follow that is worth quoting.
_NAMES = split_words("note tags tagged topics video audio gallery comments bookmark contents")
_READING = split_words("stories story articles article news coverage headlines posts videos picks topics content links")
_NOTES = r"editor['’]s[ ]note|fact[ -]check|live[ ]updates?|live[ ]blog"
# Places that a box invites to, and what it sends.
_PLATFORMS = split_words(
    """
    twitter facebook instagram tiktok threads bluesky mastodon linkedin whatsapp youtube x telegram reddit google
    spotify flipboard pinterest
    """
)
_SENDINGS = split_words(
    """
    newsletter newsletters inbox email e-mail emails alerts updates briefing briefings app apps here today now free
    channel podcast podcasts access trial
    """
)
# What a page has, and what can be done with it.
_THINGS = split_words(
    """
    page article story post link image images photo photos picture pictures gallery caption captions video videos audio
    podcast episode comment comments conversation discussion slideshow report list transcript
    """
)
_HANDLING = split_words(
    """
    share print save email e-mail copy bookmark view open enlarge expand show hide toggle load play pause see add leave
    join post read rate report download listen watch skip
    """
)
_BUTTONS = split_words("more all next menu ad ads advertisement fullscreen less later replies")
_ACCOUNTS = (
    r"log[ -]?in|sign[ ](?:in|up|out)|register|subscribe|create[ ](?:an?|your)[ ](?:free[ ])?account|"
    r"become[ ]an?[ ](?:\w+[ ])?(?:member|subscriber|supporter)|start[ ]your[ ](?:free[ ])?trial"
)
# Whom a page bids its reader follow or write to: itself, its writer, or somebody by name.
_WRITERS = r"(?:us|me|him|her|them|our|along|(?:the[ ])?(?:reporter|author|writer|newsroom)\b|tips?|(?-i:[A-Z])[\w’'.-]*|@)"
_FOLLOWING = r"follow|join|find|like|reach|contact|email|e-mail|message|watch|share|connect[ ]with|send|write[ ]to"

# What stands before a colon or a bar is a box's name; so is what begins with these words and is no sentence.
BOX = re.compile(
    rf"""[(\[*•|–—-]*\s*(?:
      (?:{match_any(_BOXES)})(?:\s*[:|]|$)
    | (?:{_NOTES})\b[^.]{{0,60}}?(?::|\||$)
    | (?:correction|clarification),?[ ][^.]{{0,40}}:
    | (?:also[ ])?(?:read|see|learn|hear|watch|listen|find[ ]out)[ ](?:more|also|next)[^.]{{0,40}}:
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_PROMPT = re.compile(
    rf"""[(\[*•|–—-]*\s*(?:
      (?:{match_any(_NAMES)})(?:\s*[:|]|$)
    | (?:also[ ])?(?:read|see|learn|hear|find[ ]out)[ ](?:more|also|next)\b(?![ ]than\b)
    | (?:read|see|watch|hear)[ ](?:the|our|his|her)[ ](?:full|whole|rest|original)\b[^:]*$
    | (?:more|latest|top|popular|recent|featured|other|related|recommended|trending|breaking|must[ -]read
        |editor(?:['’]s|s['’]?)|sponsored|paid)
      [ ](?:{match_any(_READING)}|reading)(?:[ ](?:from|in|on|for|by|to|about|now)\b[^.]*)?$
    | most[ ](?:read|viewed|popular)(?:[ ]in\b[^.]*|[ ](?:{match_any(_READING)}))?$
    | more[ ](?:(?:on[ ]this|from|like[ ]this|in[ ]this[ ]series)\b|(?-i:(?:in|on)[ ](?=[A-Z])))[^.]*$
    | (?:trending|recommended)[ ](?:now|for[ ]you)\b[^.]*$
    | (?:developing[ ]story|filed[ ]under|up[ ]next|tagged|don['’]t[ ]miss|must[ -]reads?)\b[^.]*$
    | what[ ]to[ ](?:read|watch)[ ]next | you[ ](?:may|might)[ ]also[ ]like
    | (?:watch|listen|follow)[ ](?:live|now|again|here)\b[^.]*$
    | (?:{_FOLLOWING})[ ]{_WRITERS}.*(?:\b(?:on|via)[ ](?:{match_any(_PLATFORMS)})\b|@\w)
    | (?:share|watch|listen|add|follow|join)[ ](?:.{{0,40}}[ ])?(?:on|via|by|as)[ ](?:{match_any(_PLATFORMS)}|email|a?[ ]?preferred)\b
    | (?:{_ACCOUNTS}|join|download|get)\b.*\b(?:our|your|the|for|to|free)\b.*\b(?:{match_any(_SENDINGS)})\b
    | (?:{_ACCOUNTS})(?:[ ](?:here|now|today|to|for[ ]free|or)\b|[.!]?$)
    | subscribe\b | (?:download|get)[ ](?:our|the)[ ](?:\w+[ ])?app\b
    | by[ ](?:signing[ ]up|subscribing|clicking|continuing|registering|submitting)\b.*\byou\b
    | (?:already|not)[ ](?:yet[ ])?an?[ ](?:member|subscriber)\b
    | (?:want|like|enjoy(?:ing|ed)?|love)[ ].{{0,40}}\bthis\b.{{0,20}}[?]
    | (?:got|have)[ ]an?[ ](?:\w+[ ])?(?:tip|story|question|comment)\b.{{0,30}}[?]
    | please[ ](?:enter|check|log|sign|subscribe|try)\b | check[ ]back\b | enter[ ]your\b
    | thank(?:s|[ ]you)[ ]for[ ](?:reading|watching|listening|subscribing|signing|joining|your)\b
    | (?:click|tap|swipe|scroll)[ ](?:here|below|to|for|through|down)\b
    | (?:support|donate)[ ](?:us\b|here\b|now\b|today\b|to[ ]us\b|(?:\w+[ ]){{1,2}}journalism\b)
    | (?:{match_any(_HANDLING)})[ ](?:(?:this|the|an?|our|to|full)[ ])*(?:{match_any(_THINGS)})\b
      (?:[ ](?:to|on|in|via|for|by|as|with|here)\b[^.]*)?[.!]?$
    | (?:share|print|save|email|e-mail|copy)(?:[ ](?:this|link|for[ ]later|via[ ]email|to[ ]clipboard))?$
    | (?:{match_any(_HANDLING)})[ ](?:{match_any(_BUTTONS)})$ | link[ ]copied
    | (?:skip|jump|back|return)[ ]to[ ](?:the[ ])?(?:main[ ]|page[ ])?(?:content|comments|top|navigation|home)\b
    | play[ ](?:the|our|today['’]s)\b.*\b(?:crossword|puzzle|quiz|game|cross)\b
    | list[ ](?:of[ ])?\d+[ ](?:items|of[ ]\d+) | end[ ]of[ ]list$ | \d+[ ](?:comments?|shares|likes|views)$
    | (?:in[ ]this|on[ ]this)[ ](?:article|story|page)$ | table[ ]of[ ]contents$
    | (?:story|article|advertisement)[ -]{{1,3}}(?:continues|scroll|skip)\b | (?:video[ ])?ad[ ]feedback\b[^.]*$
    | continue[ ]reading\b | skip[ ](?:to[ ]content|advertisement)\b
    | @[\w.]+$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# What a page says of itself, its text, its makers or its reader's rights, in whole sentences.
OF_PAGE = re.compile(
    r"""(?![(][^)]*[)][ ]?\w)[(\[*]*\s*(?:
      (?:correction:[ ])?this[ ](?:story|article|report|post|page|piece|file|blog|copy|version)[ ]
      (?:(?:has[ ]been|was|is|will[ ]be|may[ ]be)[ ](?:\w+ly[ ])?
        (?:updated|corrected|amended|republished|published[ ](?:on|by|in|at)|being[ ]updated|developing|breaking)
        |(?:first|originally)[ ]appeared)\b
    | this[ ](?:\w+[ ])?is[ ]a[ ](?:developing|breaking)\b
    | [^.?!]{2,80}[ ]contributed[ ](?:reporting|to[ ]this[ ](?:report|story|article|post|piece))\b
    | (?:includes|with)[ ](?:additional[ ])?reporting[ ](?:by|from)\b
    | (?:he|she|they|we|you|[^.?!,]{2,40})[ ]can[ ](?:be[ ]reached|reach|follow|find|contact|email)\b.*@\w
    | you[ ]can[ ](?:follow|find|reach)[ ](?:him|her|them|us|me)[ ]on\b
    | your[ ]support[ ](?:makes|helps|keeps)\b | we[ ]use[ ]cookies\b | accept[ ](?:all[ ])?cookies\b
    | this[ ](?:site|website)[ ](?:uses|is[ ]protected[ ]by)\b
    | our[ ](?:app|podcast|newsletter)[ ]is[ ](?:available|free)\b
    | (?:this[ ]material|no[ ]part[ ]of[ ]this[ ]\w+)[ ]may[ ](?:not[ ])?be\b
    | [(]?(?:©|[(]c[)])|copyright[ ](?:©|[(]c[)]|\d{4}[ ](?-i:[A-Z]|by\b)) | all[ ]rights[ ]reserved[.]?$
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_prompt(line: str) -> bool:
    """Say whether a line has the form of a prompt or of a box's name; a sentence may begin like one."""
    return _PROMPT.match(line) is not None
