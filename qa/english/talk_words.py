"""Talk: phrases that people say to a program before, between and after their questions.

They were collected from what people type into chats. A phrase that is a name as often ("nice", "morning") is left out.
"""

from qa.english.closed_classes import AUXILIARIES, QUESTION_WORDS
from qa.english.word_lists import split_phrases, split_words

GREETINGS = split_phrases(
    """
    hi, hello, hey, hiya, howdy, hullo, yo, greetings, good morning, good afternoon, good evening, good day, how are
    you, how are you doing, how are you today, how's it going, hows it going, how is it going, how do you do, what's up,
    whats up, sup, nice to meet you, pleased to meet you, are you there, anybody there, is anybody there
    """
)
THANKS = split_phrases(
    """
    thanks, thank you, thank u, thankyou, thanx, thx, tnx, tks, ty, tysm, cheers, appreciated, much obliged,
    i appreciate it, i appreciate that
    """
)
APPROVALS = split_phrases(
    """
    ok, okay, okey, okey dokey, cool, great, good, perfect, awesome, excellent, wonderful, brilliant, amazing,
    fantastic, alright, all right, got it, i see, understood, interesting, wow, nice one, very good, well done,
    good job, great job, good to know, makes sense, that's great, thats great, that is great, that's good, thats good,
    that is good, that's cool, thats cool, that helps, that helped, that was helpful, that's helpful, that is helpful,
    very helpful, sounds good, lol, haha
    """
)
FAREWELLS = split_phrases(
    """
    bye, goodbye, good night, goodnight, see you, see ya, see you later, see you soon, see you tomorrow, cya, ttyl,
    take care, have a nice day, have a good day, have a great day, that's all, thats all, that is all, that will be all
    """
)
WHO_ARE_YOU = split_phrases(
    """
    who are you, what are you, who r u, what r u, who're you, who is this, who's this, who am i talking to,
    what is pullquote, what's pullquote, whats pullquote, who is pullquote, what is your name, what's your name,
    whats your name, are you a bot, are you a robot, are you a chatbot, are you human, are you a human, are you real,
    are you an ai, are you ai, are you chatgpt, tell me about yourself, introduce yourself
    """
)
HELP = split_phrases(
    """
    help, help me, i need help, i need some help, need help, can you help, can you help me, could you help me,
    how can you help, how can you help me, how do you work, how does this work, how does this thing work,
    how does this app work, how does pullquote work, how do i use this, how do i use you, how do i use pullquote,
    how to use this, how to use pullquote, how can i use this, what can you do, what can you do for me, what can u do,
    what do you do, what do you know, what can i ask, what can i ask you, what should i ask, what can i ask about,
    what can i do here, what can you tell me, what can you help me with, what can you help with
    """
)
# About a thing that was spoken of, they ask something; at the beginning there is none.
HELP_AT_FIRST = split_phrases(
    """
    how does it work, how do i use it, what is this, what's this, whats this, what does this do, what do i do
    """
)
# What asks for the newest articles, while nothing else was spoken of.
NEWS_AT_FIRST = split_phrases(
    """
    what's new, whats new, what is new, what's the latest, whats the latest, what is the latest, what's the latest news,
    whats the latest news, what is the latest news, what's the news, whats the news, what is the news, the latest news,
    latest news, the latest, any news, anything new, what's in the news, whats in the news, show me the news,
    show me the latest news, give me the news, today's news, todays news, the newest articles, newest articles,
    my newest articles, the latest articles, latest articles, show me the latest articles, show me the newest articles
    """
)

# What may stand before any of them, behind those that greet, thank or take leave, behind thanks, and behind all.
BEFORE = split_phrases("oh, ah, aha, well, um, hm, hmm, so, and, but, many, very, no, yes, yeah, please, just")
ADDRESSED = split_phrases(
    """
    there, again, all, everyone, everybody, mate, friend, my friend, buddy, man, guys, folks, team, bot, robot, sir,
    pullquote
    """
)
FOR_WHAT = split_phrases(
    """
    a lot, a bunch, a million, a ton, so much, very much, indeed, you, for that, for this, for it, for the help,
    for your help, for all your help, for helping, for everything, for the answer, for the answers, for the info,
    for the information, for your time
    """
)
BEHIND = split_phrases("then, now, for now, please, too, today")

# What is asked begins with one of these.
OPENERS = (
    QUESTION_WORDS
    | AUXILIARIES
    | split_words(
        """
    what's who's where's when's how's whats whos wheres hows i i'm i'd tell show give find list name explain describe
    compare please and but or also so
    """
    )
)
# Without a comma before it, with one of these.
PLAIN_OPENERS = QUESTION_WORDS | split_phrases(
    """
    what's, who's, where's, when's, how's, whats, whos, wheres, hows, can you, could you, would you, will you, do you,
    did you, can i, could i, may i, is there, are there, was there, were there, tell me, show me, give me, please
    """
)
# What leads from talk to a question: "ok so when …".
LEADING_ON = split_words("so now then well and but")
