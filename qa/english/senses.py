"""Which words mean the same in a report and which the opposite."""

from collections.abc import Iterable
from functools import cache

from index.words import stem_words

# One meaning a line; after "|" its opposite. Irregular forms are spelled out, regular ones are found by their stem.
_MEANINGS = """
approve confirm pass adopt accept agree back support endorse favour favor | reject defeat oppose block veto refuse
sign ink
confirm admit acknowledge concede | deny refute dispute
open reopen | close shut shutter
rise rose risen increase grow grew grown climb gain jump | fall fell fallen decrease decline drop shrink shrank
convict guilty | acquit innocent clear exonerate
succeed succeeded successful success | fail failure unsuccessful
uphold upheld | overturn overrule quash strike struck annul
win won winner victory | lose lost loser loss
safe harmless | unsafe dangerous poisonous toxic unsound harmful
ontime | late delay behind
know knew known aware | unaware ignorant
legal lawful | illegal unlawful
true | false untrue
alive survive | dead die died death kill killed toll fatal fatality perish assassinate murder
present | absent
start begin began begun | end finish ended
arrive reach | depart leave left
join | quit
allow permit legalise legalize | ban forbid forbade forbidden prohibit outlaw
hire | fire sack dismiss
attend draw drew drawn attract come came visit visitor turnout crowd attendance | miss skip boycott
guilt
found founder establish settle
build built builder construct construction
create invent inventor devise
discover discoverer find found
write wrote written writer author
compose composer
direct director
design designer architect
paint painted painter
lead led leader head
buy bought buyer purchase acquire
sell sold fetch sale auction
cost price pay paid spend spent expense
bear bore born birth
marry married marriage wed wedding
age aged old year-old
high tall height rise rising peak elevation highest tallest
long length longest last lasted
deep depth deepest
wide width broad
fast speed quick reach run ran
live inhabitant population people resident home
speak spoke spoken speaker language
damage wreck destroy hit ruin
burn burnt burned fire blaze
injure hurt wound injury
release free freed freeing
layoff lay laid axe shed cut
earn profit income
sink sank sunk
break broke broken
erupt eruption
collapse cave
land landing touchdown
fight fought battle
hold held take took place happen stage
resign quit step stepped
publish publication appear
complete completion
scorer score
succeed succeeded successor
mine
elect election
vote ballot
send sent
bury buried burial grave
mayor
capital
""".strip().split("\n")
# Expressions of two words, and one word that means the same.
PHRASES = {
    ("turned", "down"): "reject", ("turn", "down"): "reject", ("voted", "down"): "reject", ("threw", "out"): "reject",
    ("voted", "against"): "reject", ("ruled", "out"): "reject", ("struck", "down"): "overturn",
    ("on", "time"): "ontime",
}  # fmt: skip


@cache
def _number_senses() -> dict[str, frozenset[int]]:
    """Return the meanings of each stem: a line's number, counted from 1, negative for the side after the bar."""
    senses: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_MEANINGS, 1):
        for side, sense in zip(line.split("|"), (number, -number), strict=False):
            for stem in stem_words(side):
                senses[stem] = senses.get(stem, frozenset()) | {sense}
    return senses


def is_known(stem: str) -> bool:
    """Say whether the meanings of `stem` are listed."""
    return stem in _number_senses()


def means_same(stem: str, others: Iterable[str]) -> bool:
    """Say whether `stem` means the same as any of `others`."""
    mine = _number_senses().get(stem, frozenset())
    return any(stem == other or mine & _number_senses().get(other, frozenset()) for other in others)


def means_opposite(stem: str, others: Iterable[str]) -> bool:
    """Say whether `stem` means the opposite of any of `others`."""
    mine = {-sense for sense in _number_senses().get(stem, frozenset())}
    return any(mine & _number_senses().get(other, frozenset()) for other in others)
