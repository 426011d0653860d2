"""English: what the program knows of the language, and the only place that does.

Lists of words, each in one module that says where it comes from:

- `calendar`, `units`, `number_words`: months, weekdays, seasons and centuries; what is measured; spelled numbers.
- `closed_classes`: determiners, pronouns, prepositions, auxiliaries, conjunctions, and the adverbs that the rules know.
- `people`: nouns for people, offices, styles and honorifics; who can be heard, and for whom "he" or "she" stands.
- `bodies`, `works`: nouns for bodies, places, works, texts and other things, and the words of their names.
- `saying_verbs`, `verb_forms`: verbs of saying and what each is used for; how verbs are conjugated.
- `names`, `name_variants`: particles and suffixes, how a name is written; names as different writers give them.
- `no_names`: what has a capital and is no name.
- `senses`, `contrasts`, `relations`: words that mean the same, the opposite, or another case; what is so once.
- `question_words`: what questions measure, and what asks without saying of what.
- `telltale_words`: what shows that a question is English.
- `talk_words`: greetings, thanks, and what else is said to a program without asking anything of the articles.
- `contractions`: how they are typed without their apostrophe.
- `turn_words`: what begins and ends a question in a conversation, and questions made of such words alone.

Readers, each of which reads a text into values:

- `times`, `date_mentions`: periods of time; dates as precise as they are written.
- `amounts`: numbers with their units, pounds as money or a weight.
- `phrase_parts`, `phrase_runs`, `noun_phrases`: the names and noun phrases of a question or an answer.
- `datelines`: the places with which reports begin.
- `page_furniture`, `credit_forms`, `prompt_forms`, `page_words`, `page_remarks`: what stands around an article on its
  page.
- `statements`: whether a line says something.
- `quotation_marks`: the quotations of a paragraph, and which marks are pairs.

Another language is another package with the same modules beside this one. What it has to offer is what others import
from here: the readers' functions, and the sets and patterns without an underscore. The tables behind them are its own.
"""
