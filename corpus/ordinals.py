"""Numbers that a full stop makes ordinals, as in "der 3. Versuch": what stands before and behind one."""

# Small letters of Latin, Greek and Cyrillic; a sentence hardly begins with one.
SMALL_LETTERS = "".join(letter for letter in map(chr, range(0x530)) if letter.islower())
NUMBER = r"(?:\d{1,3}|[IVXLC]+)\."
# German words behind which a number is an ordinal: articles, what declines like them, and prepositions with an article.
_DECLINED = r"(?:[dkms]?ein|ihr|unser|eur|dies|jed|jen|welch)(?:e[mnrs]?)?"
_GERMAN = (
    rf"(?i:d(?:er|ie|as|e[mns])|{_DECLINED}|vo[mn]|zu[mr]|beim|i[mn]s?|ans|aufs|durchs|fürs|übers|ums|und|bis|als)"
)
# With them stands an English "I am 12".
_AT = r"(?<!\bI )\b[Aa]m"
# German words that begin a sentence, and no name or noun.
_STARTERS = (
    "Aber Als Am An Auch Auf Aus Bei Beim Bis Da Dabei Dafür Damals Damit Danach Dann Daran Darauf Das Dazu Dem "
    "Den Denn Der Des Deshalb Die Dies Diese Diesem Diesen Dieser Dieses Doch Dort Durch Ein Eine Einem Einen "
    "Einer Er Erst Es Für Gegen Heute Hier Ich Ihm Ihn Ihr Ihre Im In Ins Ja Je Jede Jeder Jedes Jedoch Jetzt Man "
    "Mein Meine Mit Nach Nein Nicht Noch Nun Nur Ob Oder Ohne Schon Sein Seine Seinem Seinen Seiner Seit Sie Sind "
    "So Später Trotz Über Um Und Uns Unser Unsere Unter Viele Vom Von Vor Während War Waren Was Weil Wenn Wer Wie "
    "Wir Wird Wo Zu Zum Zur Zwischen"
)
# Rulers and popes as German, Czech and the Nordic languages name them; their number is an ordinal.
_RULERS = (
    "Albrecht Benedikt Boris Christian Eduard Erik Ernst Ferdinand Franz Frederik Friedrich Georg Gregor Gustav Haakon "
    "Harald Heinrich Innozenz Jakob Jan Jiří Johann Johannes Josef Karel Karl Katharina Klemens Knud Konrad Leopold "
    "Ludvík Ludwig Maximilian Michael Nikolaus Olav Otto Peter Philipp Rudolf Sigismund Stephan Urban Václav Valdemar "
    "Vladislav Wilhelm Zikmund"
)
# What stands before a German ordinal and the number itself; and the noun or name behind it.
BEFORE_NOUN = rf"(?:\b{_GERMAN}|{_AT})\s{NUMBER}"
NOUN = rf"[\"„“‚»«]?(?!(?:{_STARTERS.replace(' ', '|')})\b)[A-ZÄÖÜ]"
# A ruler's first name and number, before a second name: "Jan III. Sobieski".
RULER = rf"\b(?:{_RULERS.replace(' ', '|')})\s[IVXL]+\."
