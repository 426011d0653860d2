"""English: what the program knows of the language, and the only place that does.

Lists of words, each in one module that says where it comes from:

- `calendar`: months, weekdays, seasons, centuries.
- `closed_classes`: determiners, pronouns, prepositions, auxiliaries, conjunctions, and the adverbs that the rules know.
- `people`: nouns for people, offices, styles and honorifics; who can be heard, and for whom "he" or "she" stands.
- `bodies`, `works`: nouns for bodies, places, works, texts and other things, and the words of their names.
- `saying_verbs`, `verb_forms`: verbs of saying and what each is used for; how verbs are conjugated.
- `names`, `name_variants`: particles and suffixes, how a name is written; names as different writers give them.
- `quotation_marks`: which marks there are, and which closes which.
- `senses`: words that mean the same, and the opposite.

Readers, each of which reads a text into values:

- `times`, `amounts`: points and periods of time; numbers with their units.
- `noun_phrases`: the names and noun phrases of a question or an answer.
- `quotation_marks`: the quotations of a paragraph.

Another language is another package with the same modules beside this one. What it has to offer is what others import
from here: the readers' functions, and the sets and patterns without an underscore. The tables behind them are its own.
"""
