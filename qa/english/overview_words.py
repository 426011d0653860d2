"""Overviews: what people call an article, and how they ask for more than a fact: articles, news, a comparison."""

from qa.english.word_lists import form_plural, split_phrases, split_words

# What a library holds, as its person calls it. What news tell of as often ("statement", "book") is left out.
KIND_OF_ARTICLE = split_words("report review interview column essay obituary")
ARTICLE = split_words("article piece story text post paper") | KIND_OF_ARTICLE
ARTICLES = frozenset(map(form_plural, ARTICLE))
# What stands between articles and their subject, as in "articles about the flood" and "which articles cover the flood".
ON = split_phrases(
    """
    about, on, of, with, regarding, concerning, covering, mentioning, that mention, which mention, that are about, which
    are about, that cover, which cover, that tell of, that talk about, that deal with, dealing with, called, titled
    """
)
ARE_ON = split_phrases(
    """
    are about, are on, mention, cover, discuss, deal with, talk about, tell of, tell me about, speak of, write about,
    report on, say something about, have something on
    """
)
IS_ANYTHING_ON = split_phrases(
    """
    do i have anything about, do i have anything on, do i have something about, do i have something on, have i got
    anything about, have i got anything on, is there anything about, is there anything on, do i have articles about,
    do i have articles on, do i have any articles about, do i have any articles on
    """
)
SUMMARISE = split_phrases(
    """
    summarise, summarize, sum up, give me a summary of, a summary of, summary of, give me the gist of, the gist of,
    gist of, give me the main points of, the main points of, main points of, the key points of, key points of, tldr,
    tldr of
    """
)
# How people ask about a subject on the whole.
TELL_ABOUT = split_phrases(
    """
    tell me about, tell me all about, tell me more about, tell me everything about, tell me something about, what do you
    know about, what do we know about, what can you tell me about, what do my articles say about, what do the articles
    say about, give me an overview of, an overview of, overview of, give me background on, background on, give me the
    background to, brief me on, fill me in on, info on, information on, information about, info about
    """
)
# How people ask for the news of a subject: "any news on …"; the others only behind "what's".
NEWS = split_phrases("latest, latest news, newest, news, update, updates, latest update, latest updates, recent news")
GOING_ON = split_phrases("new, happening, going on, up, the situation, the state of play")
OF_NEWS = split_words("on about with from in at of for to regarding")
# What parts two sides that are compared, and what opens a comparison.
VERSUS = split_words("vs versus")
# Where two sides meet, they are in one thing: a match, a fight, a case.
CONTEST = split_words(
    """
    score scores scored final finals semifinal quarterfinal game games match matches fixture result results won win wins
    winner beat fight bout kickoff odds tickets highlights case trial lawsuit suit court judge ruling verdict appeal
    """
)
COMPARE = split_phrases("compare, comparing, a comparison of, comparison of, comparison between")
DIFFERENCE = split_phrases(
    """
    difference, differences, the difference, the differences, what's the difference, what is the difference, what are
    the differences, is there a difference, what difference is there
    """
)
