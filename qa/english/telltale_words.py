"""Telltale words: a question that holds one of them is English, whatever foreign names stand in it.

Left out are words that another European language writes, too: "is", "was", "in", "are", "me", "war", "film", "age".
"""

from qa.english.word_lists import split_words

TELLTALE = split_words(
    """
    the this that these those who whose whom what which when where why how and with from did does have were would should
    could you your they their them there then than she his its about before because between during since until while
    without whether through against into every many much few several both each other again any anyone something someone
    """
) | split_words(
    # What people type behind a foreign name or title.
    """
    meaning mean translation translated english author writer cast song songs lyrics singer director movie book novel
    host origin history death died born founder founders ceo release height worth price cost latest news trial scandal
    government winner results company
    """
)
