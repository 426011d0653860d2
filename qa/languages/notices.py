"""What is told of a question in another language than English: in that language if its words stand here, else English.

A notice says that the reader does not know the language, and what to do about it; or, where the library's embedding
model knows it, that likeness was read instead: it stands before the reason why nothing is quoted.
"""

from collections.abc import Mapping

_OTHER = "en"
_ENGLISH_ONLY: Mapping[str, str] = {
    "en": "The question is not in English, and the reader knows only English: ask it in English, or choose "
    "`--reader similarity` with a model for several languages (`pullquote doctor --rebuild --model NAME`).",
    "de": "Die Frage ist deutsch, und der Leser kann nur Englisch: Fragen Sie auf Englisch, oder wählen Sie "
    "`--reader similarity` mit einem Modell für mehrere Sprachen (`pullquote doctor --rebuild --model NAME`).",
    "fr": "La question est en français, et le lecteur ne connaît que l’anglais : posez-la en anglais, ou choisissez "
    "`--reader similarity` avec un modèle multilingue (`pullquote doctor --rebuild --model NAME`).",
    "es": "La pregunta está en español y el lector solo sabe inglés: hágala en inglés o elija `--reader similarity` "
    "con un modelo para varios idiomas (`pullquote doctor --rebuild --model NAME`).",
    "it": "La domanda è in italiano e il lettore conosce solo l’inglese: ponetela in inglese, oppure scegliete "
    "`--reader similarity` con un modello multilingue (`pullquote doctor --rebuild --model NAME`).",
    "pt": "A pergunta está em português e o leitor só sabe inglês: faça-a em inglês, ou escolha `--reader similarity` "
    "com um modelo para várias línguas (`pullquote doctor --rebuild --model NAME`).",
    "nl": "De vraag is in het Nederlands, en de lezer kent alleen Engels: stel haar in het Engels, of kies "
    "`--reader similarity` met een model voor meer talen (`pullquote doctor --rebuild --model NAME`).",
    "pl": "Pytanie jest po polsku, a czytnik zna tylko angielski: zadaj je po angielsku albo wybierz "
    "`--reader similarity` z modelem wielojęzycznym (`pullquote doctor --rebuild --model NAME`).",
    "sv": "Frågan är på svenska, och läsaren kan bara engelska: ställ den på engelska, eller välj "
    "`--reader similarity` med en modell för flera språk (`pullquote doctor --rebuild --model NAME`).",
    "da": "Spørgsmålet er på dansk, og læseren kan kun engelsk: stil det på engelsk, eller vælg "
    "`--reader similarity` med en model for flere sprog (`pullquote doctor --rebuild --model NAME`).",
}
_BY_LIKENESS: Mapping[str, str] = {
    "en": "The question is not in English, which is all that the trained reader knows, so likeness was read instead.",
    "de": "Die Frage ist deutsch, und der trainierte Leser kann nur Englisch: Gelesen wurde nach Ähnlichkeit.",
    "fr": "La question est en français, et le lecteur entraîné ne connaît que l’anglais : on a lu par ressemblance.",
    "es": "La pregunta está en español y el lector entrenado solo sabe inglés: se ha leído por semejanza.",
    "it": "La domanda è in italiano e il lettore addestrato conosce solo l’inglese: si è letto per somiglianza.",
    "pt": "A pergunta está em português e o leitor treinado só sabe inglês: leu-se por semelhança.",
    "nl": "De vraag is in het Nederlands, en de getrainde lezer kent alleen Engels: er is op gelijkenis gelezen.",
    "pl": "Pytanie jest po polsku, a wytrenowany czytnik zna tylko angielski: czytano według podobieństwa.",
    "sv": "Frågan är på svenska, och den tränade läsaren kan bara engelska: likhet har lästs i stället.",
    "da": "Spørgsmålet er på dansk, og den trænede læser kan kun engelsk: der er læst efter lighed.",
}


def explain_english_only(code: str) -> str:
    """Return that a question in that language cannot be read here, and what to do."""
    return _ENGLISH_ONLY.get(code, _ENGLISH_ONLY[_OTHER])


def explain_likeness(code: str) -> str:
    """Return that a question in that language was read by likeness."""
    return _BY_LIKENESS.get(code, _BY_LIKENESS[_OTHER])
