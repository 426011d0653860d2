"""The question words of other languages than English, by their codes, as they are typed: with accents and without."""

from collections.abc import Mapping
from types import MappingProxyType

from qa.english.word_lists import split_words

ASKING: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        code: split_words(words)
        for code, words in {
            "de": "wer wen wem wessen was wann wo woher wohin wie warum weshalb wieso wieviel wieviele welche welcher "
            "welches welchen welchem",
            "fr": "qui que quoi quand où comment pourquoi combien quel quelle quels quelles qu",
            "es": "quién quien quiénes quienes qué que cuándo cuando dónde donde cómo como cuál cual cuáles cuales "
            "cuánto cuanto cuánta cuanta cuántos cuantos cuántas cuantas",
            "it": "chi che cosa quando dove dov come perché perche quale quali qual quanto quanta quanti quante com",
            "pt": "quem que quando onde como porque qual quais quanto quanta quantos quantas",
            "nl": "wie wat wanneer waar waarom hoe hoeveel welk welke wiens",
            "pl": "kto kogo komu kim czym co czego kiedy gdzie skąd dokąd jak dlaczego ile ilu jaki jaka jakie jakich "
            "która który które czy",
            "sv": "vem vems vad när var varför hur vilken vilket vilka vart",
            "da": "hvem hvad hvornår hvor hvorfor hvordan hvilken hvilket hvilke",
            "no": "hvem hva når hvor hvorfor hvordan hvilken hvilke",
            "fi": "kuka kenen mikä mitä mitkä milloin missä miksi miten kuinka montako",
            "cs": "kdo koho co kdy kde kam proč jak kolik který která které jaký jaká jaké",
            "tr": "kim ne nedir kimdir nerede neden niçin nasıl kaç hangi",
            "hu": "ki kik mi mit mikor hol miért hogyan hány mennyi melyik",
            "ro": "cine ce când unde cum cât câți câte care",
        }.items()
    }
)
# Of them, those that English or names have, too: "was", "come", "Kim Jong Un", "Lake Como", "KDE".
SHARED = split_words(
    """
    was hoe wo wen come comment dove como com cosa qual quale que chi che qui kim co ile jak jaka hur var vart vad
    kde kam care ce cum cine mi ki mit hol ne kik wat kuka quando quanto quanta porque quand
    """
)
# Letters that English does not have: the first of the names that Unicode gives them.
SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "CYRILLIC": "ru", "GREEK": "el", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko",
        "ARABIC": "ar", "HEBREW": "he", "DEVANAGARI": "hi", "THAI": "th", "ARMENIAN": "hy", "GEORGIAN": "ka",
        "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "GUJARATI": "gu", "GURMUKHI": "pa", "KANNADA": "kn",
        "MALAYALAM": "ml", "SINHALA": "si", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "ETHIOPIC": "am",
    }
)  # fmt: skip
