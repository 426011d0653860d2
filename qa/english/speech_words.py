"""What the rules for reported speech know of English: verbs of saying, and words by what they stand for."""

import re

from qa.english.calendar import WEEKDAY_WORDS


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# One who does this says another's words.
QUOTING = _set("quoting citing quoted cited reading recalling paraphrasing")
# Finite forms; those that are nouns as often ("reports", "claims", "notes") are left out.
SAYING = _set(
    """
    said says say told tells tell added adds wrote writes write warned warns warn asked asks announced argued argues
    argue insisted insists insist noted explained explains remarked replied replies recalled recalls stated claimed
    declared continued concluded concludes observed admitted admits acknowledged acknowledges complained complains
    joked jokes stressed stresses emphasised emphasized suggested suggests commented responded responds answered agreed
    confirmed confirms tweeted posted predicted predicts promised vowed urged cautioned contended contends maintained
    maintains revealed reported shouted cried exclaimed whispered muttered murmured quipped countered objected protested
    testified alleged asserted asserts lamented mused pleaded demanded reiterated conceded concedes countered boasted
    """
)
# They may come after "has" and "had".
PARTICIPLES = frozenset(form for form in SAYING if form.endswith("ed")) | {"said", "told", "written"}
# With a clause and no quotation marks these tell as often what was found or decided as what was said.
_DECIDING = _set(
    "observed concluded concludes agreed suggested suggests revealed demanded mused continued responded responds asked"
)
INDIRECT = SAYING - _DECIDING - {"asks"}
# A clause may follow these without "that".
BARE = _set("said says say insisted insists")
TELLING = _set("told tells tell warned warns assured reminded informed")
# What is done to one who is quoted, or said of what is not speech, without a form in SAYING.
MENTIONING = SAYING | _set(
    """
    saying telling adding warning insisting arguing claiming noting explaining asking replying quoting quoted calling
    called described describing denied denying denies thought believed believes believe according cited citing written
    """
)

HONORIFICS = _set("mr mrs ms miss mx dr")
FEMALE, MALE = _set("mrs ms miss lady dame"), _set("mr sir lord")
# Titles that are a part of the name.
STYLES = _set("sir dame lord lady pope king queen prince princess saint st father sister rabbi")
# Offices, which stand before a name and are none.
OFFICES = _set(
    """
    president minister secretary senator sen rep representative gov governor mayor judge justice general gen col
    colonel capt captain maj major lt lieutenant sgt sergeant cmdr commander adm admiral chancellor chairman chairwoman
    chair chief director ambassador spokesman spokeswoman spokesperson professor prof inspector detective superintendent
    supt councillor cllr mp sheriff speaker premier commissioner officer coach attorney bishop archbishop cardinal
    congressman congresswoman congressmember constable envoy editor manager reverend rev principal dean provost
    undersecretary
    """
)
# Words of the names of bodies and of places, which are no persons.
BODIES = _set(
    """
    ministry department office bureau agency committee commission council court bank university college institute
    institution association organisation organization foundation federation union league party government parliament
    congress senate house kremlin company corporation corp inc ltd plc co group authority board centre center club
    school hospital church service services force forces army navy police times post journal guardian herald tribune
    courier gazette news press society trust fund international nations states embassy mission museum library network
    alliance coalition administration industries airlines airways railway railways energy labs laboratory studio studios
    street road avenue lane square park city county town village river lake mount bay island islands sea ocean bridge
    valley hill hills station airport harbour harbor port north south east west northern southern eastern western new
    united republic kingdom empire great central prize award act treaty war day week games cup festival college
    bakery brewery mill farm farms hotel theatre theater cathedral
    """
)
# Who speaks without a name; words that end as those of trades do count too.
SPEAKERS = _set(
    """
    spokesman spokeswoman spokesperson spokespeople official officials minister ministers ministry president secretary
    company firm government council court police police department agency committee commission bank university
    college institute association organisation organization charity union party group authority authorities board
    hospital school embassy executive executives chief chiefs head boss coach captain general judge prosecutor
    prosecutors lawyer lawyers attorney attorneys doctor doctors nurse nurses scientist scientists researcher
    researchers expert experts analyst analysts economist economists historian historians witness witnesses resident
    residents neighbour neighbours neighbor neighbors official aide aides adviser advisers advisor advisors diplomat
    diplomats source sources critics critic activist activists campaigner campaigners farmer farmers fisherman miner
    miners worker workers teacher teachers student students professor engineer engineers pilot pilots mayor governor
    senator lawmaker lawmakers mp mps envoy ambassador mother father sister brother wife husband widow son daughter
    uncle aunt grandmother grandfather friend friends colleague colleagues owner owners manager managers director
    directors chairman chairwoman chair founder founders editor publisher author authors curator curators keeper
    conductor clerk chancellor premier commissioner inspector sergeant detective superintendent councillor sheriff
    soldier soldiers veteran veterans survivor survivors passenger passengers driver drivers vicar bishop priest
    sculptor painter singer songwriter actor actress poet novelist musician composer journalist reporter columnist
    designer architect producer writer philosopher lecturer scholar physician surgeon banker broker trader trainer
    striker goalkeeper midfielder skipper artist dancer inventor explorer
    archaeologist archaeologists biologist chemist physicist baker builder butcher tenant tenants landlord regulator
    regulators watchdog newspaper broadcaster operator airline army navy ministry office
    coastguard regiment rebels militants protesters jury inquest
    bureau federation league club coalition deputy member veterinarian vet specialist leader leaders defendant
    """
)
# Those of them that "he" and "she" do not stand for.
SPEAKING_BODIES = _set(
    """
    company firm government council court police department agency committee commission bank university college
    institute association organisation organization charity union party group authority board hospital school embassy
    ministry office newspaper broadcaster airline army navy bureau federation league club coalition general source
    coastguard regiment jury inquest
    """
)
WOMEN = _set("mother sister wife widow daughter aunt grandmother spokeswoman chairwoman woman congresswoman")
MEN = _set("father brother husband son uncle grandfather spokesman chairman man congressman fisherman vicar priest")
_TRADE = re.compile(
    r"[a-z-]{2,}(?:ologist|ographer|ianist|anist|tician|spokes\w+|keeper|monger|wright|smith)s?|[a-z-]+(?:man|woman)"
)
# They begin the name of nobody, whether with a capital or not.
CLOSED = _set(
    """
    i we you he she it they this that these those who whom whose which what where when why how his her its their my our
    your and but or nor so yet if unless whether although though because since until while whereas as than then there
    here not no never none nobody nothing someone everyone somebody everybody anyone some many most few several others
    all both each every either neither such same other is are was were be been being am has have had do does did will
    would shall should can could may might must in on at by to for from of with without into onto over under about
    above below between among through during before after against despite amid near like per via up down off out
    across around along behind beyond inside outside upon within
    """
)
# Of them, those that a clause may begin with.
BEGINNING = _set(
    """
    i we you he she it they this that these those there here no nobody all both some many most its his her their my our
    each every
    """
)
LATER = _set(
    """
    also later then once again still earlier has had have repeatedly further recently yesterday today tonight now often
    always previously publicly privately simply even famously first last further only
    """
)
# What may open a sentence before its speaker without a comma.
OPENERS = WEEKDAY_WORDS | _set(
    """
    but and yet so still later then meanwhile yesterday today tonight instead however afterwards earlier finally
    moreover eventually
    similarly additionally subsequently consequently originally initially ultimately recently previously notably
    accordingly historically traditionally officially hence thus therefore furthermore nevertheless nonetheless
    """
)
LEADS = OPENERS | _set(
    """
    on in at during speaking asked writing addressing responding replying also last this late early for by nevertheless
    nonetheless similarly likewise separately elsewhere for to from with under following unlike
    """
)
DETERMINERS = _set("the a an one another")
POSSESSIVES = _set("his her its their my our your")
PARTICLES = _set("de van von der den bin ibn al el la di da du le del dos ter y")
JOINING = _set("of for")
LINKING = _set("of for at from with in on")
# What unsettles whether it was said at all.
DOUBTING = _set(
    """
    not never hardly nearly almost barely reportedly allegedly supposedly apparently possibly perhaps if unless whether
    would could should might may cannot
    """
)
# A second clause begins, which may be the reporter's.
TURNING = _set("but while whereas although though yet because which whose where who prompting drawing")
# A name behind these is that of a work or a ship.
WORKS = _set(
    """
    book film movie song album single novel autobiography biography memoir memoirs series programme program play opera
    magazine ship vessel boat painting poem essay musical episode game
    """
)
# Texts are read, not heard.
NO_SPEAKERS = _set(
    """
    report letter paper order chapter poster sticker banner computer number weather matter water river tower folder
    error corridor quarter charter register newsletter tender survey study statement document census data figure table
    section article law act bible genesis koran quran torah plan legend tradition constitution treaty agreement
    contract sign studies reports documents records estimates figures polls poll mythology
    """
)
RECIPIENTS = _set(
    """
    reporters journalists lawmakers parliament him me us them her investors shareholders jurors delegates students
    supporters voters viewers listeners police
    """
)
FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|will|could|can|may|might|must|should|did|does|do|came|went|made|took|"
    r"gave|saw|knew|felt|left|lost|won|found|got|became|began|held|kept|met|paid|ran|sold|spent|stood|thought|"
    r"[a-z]{2,}(?:ed|n['’]t)|needs?|wants?|remains?|expects?|hopes?|seems?|fell|rose|grew|broke|built|cost|drew|sent|"
    r"brought|bought|caught|taught|sought|fought|told|chose|drove|rode|wrote|spoke|woke|stole|froze|flew|threw|blew|"
    r"ate|drank|sang|sank|swam|rang|slept|swept|wept|crept|led|fed|fled|bled|read|set|put|cut|hit|shut|hurt|"
    r"let|lay|sat|sprang|struck|stuck|dug|hung|swung|wore|tore|bore|swore|forgot|forgave|heard|meant|dealt|dreamt|"
    r"lent|bent|burnt|learnt|understood|withdrew|overcame|shook|mistook|undertook|hid|bit|lit|slid|split|spread)\b|['’](?:s|re|ll|ve|d|m)\b"
)


def is_office(word: str) -> bool:
    """Say whether a word names an office, "governor-elect" too."""
    return word in OFFICES or (word.partition("-")[0] in OFFICES and word.endswith(("-elect", "-general")))


def is_speaker(word: str) -> bool:
    """Say whether a common noun stands for someone who can be heard."""
    return word not in NO_SPEAKERS and (word in SPEAKERS or bool(_TRADE.fullmatch(word)))
