"""Contraries: words that exclude each other, so that one in place of another changes what a question asks."""

from collections import defaultdict

from qa.english.calendar import MONTHS, WEEKDAYS

# Words of one line exclude each other.
_EXCLUSIVE = [
    line.split(", ")
    for line in f"""
first, second, third, fourth, fifth, sixth, last, final
one, two, three, four, five, six, seven, eight, nine, ten, twelve, twenty
{", ".join(MONTHS).lower()}
{", ".join(WEEKDAYS).lower()}
north, south, east, west
northern, southern, eastern, western, central
red, blue, green, yellow, white, black, brown, purple, orange, pink
largest, smallest
biggest, smallest
highest, lowest
longest, shortest
oldest, youngest, newest
older, younger
earliest, latest
best, worst
most, least, fewest
more, fewer, less
larger, smaller
higher, lower
before, after, during
start, end, finish
started, ended, stopped
began, ended, stopped
begin, end
beginning, end, middle
won, lost
win, lose
winner, loser
born, died, buried, married
birth, death
increase, decrease
increased, decreased
rise, fall
rose, fell
gain, lose
gained, lost
open, close
opened, closed
created, destroyed
built, demolished, rebuilt, sold
founded, dissolved, bought
invented, banned, improved
discovered, hidden, forgotten
published, withdrawn, rejected
supported, opposed, ignored
accepted, rejected
allowed, forbidden
arrived, left
attack, defend
attacked, defended
enemy, ally
allies, enemies
father, mother, brother, sister, son, daughter, uncle, cousin, grandfather
wife, husband
king, queen, prince, emperor, pope, president, bishop
actor, singer, writer, painter, composer, scientist, politician, general, architect, director
man, woman
men, women
male, female
city, river, country, island, mountain, lake
town, village, county, province
war, treaty, election, revolution, earthquake
book, film, album, song, painting, poem
team, coach, referee
morning, evening, night
summer, winter, spring, autumn
day, week, month, year, decade, century
north america, south america, europe, asia, africa, australia
french, german, british, american, spanish, italian, russian, chinese, japanese, greek, roman, indian, dutch, turkish
english, latin, arabic, hebrew, french, spanish
france, germany, britain, spain, italy, russia, china, japan, india, egypt, mexico, brazil, canada, poland, sweden
london, paris, berlin, rome, madrid, moscow, vienna, boston, chicago, tokyo, beijing
christian, muslim, jewish, buddhist, hindu
catholic, protestant, orthodox
public, private
national, local, international
modern, ancient, medieval
early, late
positive, negative
common, rare
major, minor
direct, indirect
hot, cold
strong, weak
rich, poor
left, right
internal, external
import, export
imports, exports
teacher, student
students, teachers, graduates
cause, prevent, cure
caused, prevented, cured
cheapest, priciest
fastest, slowest
hardest, softest
majority, minority
maximum, minimum
advantage, disadvantage
advantages, disadvantages
success, failure
include, exclude
included, excluded
legal, illegal
possible, impossible
""".strip().splitlines()
]
# The words that each word excludes.
EXCLUDED: dict[str, list[str]] = defaultdict(list)
for _line in _EXCLUSIVE:
    for _word in _line:
        EXCLUDED[_word].extend(other for other in _line if other != _word)
