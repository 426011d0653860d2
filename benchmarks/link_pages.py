"""Invented web pages as news sites and blogs build them, of the sample articles and of sentences in many scripts.

Each sentence knows its block on the page and its letters within it, so that where a quote stands is known without
searching for it.
"""

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import load

_SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
_TEXTS = {
    "ru": (
        "Плотина на реке Ветлуге прорвалась в ночь на 9 апреля 1931 года. Вода поднялась на четыре метра за "
        "один час. Сторож Егор Лыткин успел ударить в колокол, и люди ушли на холм. «Мы слышали только шум», "
        "— вспоминала его дочь. К утру от мельницы остались одни сваи. Мост, школа и почта устояли. Новую "
        "плотину построили лишь через семь лет — из камня, а не из дерева."
    ),
    "el": (
        "Ο φάρος της Ύδρας άναψε για πρώτη φορά το 1884. Ο φύλακας ζούσε εκεί με τη γυναίκα του και δύο "
        "κατσίκες. Το φως φαινόταν από απόσταση είκοσι μιλίων. «Δεν κοιμήθηκα ποτέ χωρίς τον ήχο της "
        "θάλασσας», έγραψε αργότερα. Στον πόλεμο ο πύργος έμεινε σκοτεινός. Μετά την απελευθέρωση, η λάμπα "
        "έγινε ηλεκτρική."
    ),
    "zh": (
        "一九三六年春天，青石镇的图书馆第一次开门。馆长林若兰从上海带来了四百本书，其中大半是旧小说"
        "。“孩子们每天放学都来”，她在日记里写道。第二年夏天，洪水淹没了一楼，书架倒了三排。镇上的"
        "人用门板把书运到山上的庙里。战争结束以后，图书馆搬进了新楼，藏书增加到两万册。林若兰一直工"
        "作到一九六五年。她把自己的房子也留给了图书馆。"
    ),
    "ja": (
        "白浜の灯台は1902年に建てられた。最初の灯台守は佐藤源太という漁師の息子だった。「嵐の夜"
        "ほど静かに感じる」と彼は手紙に書いている。ガラスのレンズはフランスから船で届いた。1945"
        "年の夏、灯台は空襲で壊れた。再建には三年かかり、町の人々が石を運んだ。現在は無人で、光は自"
        "動で回る。"
    ),
    "ar": (
        "افتُتحت مكتبة الميناء القديم سنة 1927 في بيت تاجر حبوب. جمعت أمينة المكتبة سعاد الراوي ألفي كتاب في "
        "عامين. كان الأطفال يقرؤون على الدرج لأن القاعة ضيقة. وفي شتاء 1941 أُغلقت الأبواب بسبب الحرب. «لم "
        "نفقد كتاباً واحداً»، قالت سعاد بعد عودتها. واليوم تحمل المكتبة اسمها."
    ),
    "he": (
        "תחנת הרכבת בעמק נפתחה בשנת 1905. מנהל התחנה הראשון, אברהם לוין, גר בחדר מעל הקופה. הרכבת הגיעה "
        'פעמיים בשבוע, בדרך כלל באיחור. "אנשים כיוונו את השעון לפי הצפירה", סיפר בנו. בשנת 1948 הופסקה '
        "התנועה בקו. כיום פועל במקום מוזיאון קטן."
    ),
    "de": (
        "Die Brücke über die Örz wurde am 12. August 1908 eröffnet. Sie kostete 41.000 Mark – doppelt so "
        "viel wie geplant. Der Baumeister, Karl Weiß, übernachtete während der Arbeiten in einem Zelt am "
        "Ufer. „Über Wasser schläft man schlecht“, schrieb er seiner Schwester. Im Krieg blieb die Brücke "
        "unbeschädigt. Erst 1972 wurde sie, trotz großer Proteste, durch einen Betonbau ersetzt."
    ),
    "fr": (
        "L’horloge de Saint-Aubin s’est arrêtée le 3 mars 1910 à 4 h 17. L’horloger, M. Delpierre, refusa "
        "d’y toucher : « Elle a le droit de se reposer. » Pendant onze ans, le village vécut sans heure. Les "
        "enfants arrivaient à l’école au chant du coq. En 1921, un mécanicien de passage la répara en vingt "
        "minutes. Personne ne lui dit merci."
    ),
    "pl": (
        "Łódź ratunkowa z Rozewia wypłynęła o świcie 14 listopada 1928 roku. Na pokładzie było dziewięciu "
        "ludzi i jeden pies. Fale sięgały pięciu metrów, a wiatr zmieniał kierunek co kwadrans. Sternik "
        "Józef Żmuda przywiązał się do masztu. „Nie widziałem brzegu, tylko pianę” – opowiadał później. "
        "Wszyscy wrócili żywi."
    ),
    "ko": (
        "강변 우체국은 1923년에 문을 열었다. 첫 우체부 박영수는 하루에 사십 리를 걸었다. 편지는 "
        "일주일에 두 번 배로 도착했다. 1937년 홍수 때 건물이 무너졌지만 편지는 모두 무사했다. 그의 "
        "손자가 지금도 그 가방을 보관하고 있다. 우체국은 다시 지어졌고 이름도 그대로다."
    ),
    "hi": (
        "नदी के किनारे का डाकघर १९१८ में खुला था। पहले डाकिया रामदीन रोज़ बीस मील पैदल चलते थे। बरसात में "
        "चिट्ठियाँ नाव से आती थीं। गाँव के लोग शाम को बरगद के नीचे ख़बरें सुनते थे। १९४२ की बाढ़ में इमारत "
        "गिर गई, पर थैला बच गया। अब वहाँ एक छोटा संग्रहालय है।"
    ),
}  # fmt: skip
_RIGHT_TO_LEFT, _UNSPACED = {"ar", "he"}, {"zh", "ja"}
_STYLE = """body{font:17px/1.5 serif;margin:0 auto;max-width:720px} nav li{display:inline;margin:8px}
figcaption,.kicker{font-size:13px;text-transform:uppercase} .drop{float:left;font-size:51px;line-height:1}
td,th{padding:4px;border:1px solid #ccc} blockquote{border-left:4px solid #999;padding-left:12px} .gone{display:none}
a{text-decoration:none} footer{margin-top:900px}"""
_HEADINGS = ("What happened", "The long way back", "In their own words", "Afterwards", "By the numbers")
_REFRAINS = ("Nobody asked why.", "That was the rule, and it was kept.", "The record says no more than that.")


@dataclass(slots=True)
class Piece:
    """A sentence, cell or item: its letters stand in a block from one place to another, blanks not counted."""

    text: str
    block: int
    start: int
    end: int


@dataclass(slots=True)
class Invented:
    """A page in the making; `markup` is what a browser gets.

    In `twin` each piece is followed by a character of its own, so that an article read from it tells where it went.
    """

    name: str
    language: str
    body: list[str] = field(default_factory=list)
    twin_body: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    blocks: int = 0

    def write(self, chance: random.Random, tag: str, texts: Sequence[str], plain: bool = False) -> None:
        """Write one block that holds some sentences."""
        shown, twin, at = [], [], 0
        for text in texts:
            size = len("".join(text.split()))
            self.pieces.append(Piece(text, self.blocks, at, at + size))
            at += size
            marked = html.escape(text, quote=False) if plain else _marked_up(chance, text, self.language)
            if self.blocks == 1 and not shown and marked[0].isalpha() and len(self.name) % 3 == 0:
                marked = f'<span class="drop">{marked[0]}</span>{marked[1:]}'
            shown.append(marked)
            twin.append(marked + mark(len(self.pieces) - 1))
        glue = "" if self.language in _UNSPACED else chance.choice((" ", "\n    "))
        if not plain and len(texts) > 2 and chance.random() < 0.1:
            glue = "<br>\n"
        for body, parts in ((self.body, shown), (self.twin_body, twin)):
            body.append(f'<{tag} data-b="{self.blocks}">{glue.join(parts)}</{tag}>')
        self.blocks += 1

    def add(self, markup: str) -> None:
        """Write markup that holds no quote."""
        self.body.append(markup)
        self.twin_body.append(markup)

    def markup(self, address: str, twin: bool = False) -> str:
        """Return the whole page."""
        title, way = html.escape(self.name), "rtl" if self.language in _RIGHT_TO_LEFT else "ltr"
        head = (
            f'<meta charset="utf-8">\n<title>{title} | The Harbour Post</title><link rel="canonical" href="{address}">'
            f'<meta property="og:site_name" content="The Harbour Post"><style>{_STYLE}</style>'
        )
        links = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "World", "Opinion"))
        above = f"<header><nav><ul>{links}</ul></nav>{self._teaser()}</header>"
        body = "\n".join(self.twin_body if twin else self.body)
        return (
            f'<!doctype html>\n<html lang="{self.language}" dir="{way}"><head>{head}</head>\n<body>{above}\n<main>'
            f'<article><p class="kicker"><a href="/history">History</a></p><h1>{title}</h1>\n{body}\n</article>'
            f"</main>\n{self._around()}</body></html>"
        )

    def _teaser(self) -> str:
        """Return a sentence of the article as some pages show it above: a browser comes to that one first."""
        text = html.escape(self.pieces[1].text)
        return f'<div class="promo"><a href="/now">{text}</a></div>' if len(self.pieces) % 5 == 0 else ""

    def _around(self) -> str:
        """Return what stands after an article: its own sentences again, in teasers and comments."""
        again = [piece.text for piece in self.pieces[::9]]
        return (
            '<aside class="related"><h2>More stories</h2><ul>'
            + "".join(f'<li><a href="/s/{n}">{html.escape(text)}</a></li>' for n, text in enumerate(again[:3]))
            + '</ul></aside><section id="comments" class="comments"><h2>Comments</h2>'
            + "".join(f"<p>“{html.escape(text)}” I doubt that.</p>" for text in again[3:6])
            + "</section><footer><p>© The Harbour Post. All rights reserved.</p></footer>"
        )


def mark(number: int) -> str:
    """Return the character that follows a piece in a twin: a private one, which no text has."""
    return chr(0xE000 + number)


def invented_pages(seed: int) -> Iterator[Invented]:
    """Yield every page, the same for one seed."""
    for path in sorted(_SAMPLES.glob("*.md")):
        for article in load(path):
            paragraphs = [
                _sentences(block, "en") for block in article.text.split("\n\n") if len(block) > 80 and block[0] != "-"
            ]
            yield _page(random.Random(f"{seed} {path.stem}"), article.title, "en", paragraphs)  # type: ignore[union-attr]
    for language, text in _TEXTS.items():
        sentences = _sentences(text, language)
        paragraphs = [sentences[:3], sentences[3:]]
        yield _page(random.Random(f"{seed} {language}"), sentences[0], language, paragraphs)


def _page(chance: random.Random, title: str, language: str, paragraphs: list[list[str]]) -> Invented:
    page = Invented(title, language)
    page.write(chance, "p", ["By Ada Quill · 3 May 2021"], plain=True)
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    headings, refrain = iter(_HEADINGS), chance.choice(_REFRAINS)
    for number, paragraph in enumerate(paragraphs):
        if number % 3 == 2 and (heading := next(headings, None)):
            page.add(f"<h2>{heading}</h2>")
        if number % 4 == 1:
            # The same short sentence in several places, and one paragraph's end that is another's.
            paragraph = [*paragraph, refrain]
        if number % 4 == 2:
            paragraph = [f"{sentence}[{at + 1}]" if at % 3 == 1 else sentence for at, sentence in enumerate(paragraph)]
        page.write(chance, "p", paragraph)
        _write_between(page, chance, sentences, number)
    page.add("<h2>The story in short</h2>")
    again = chance.sample(sentences, min(3, len(sentences)))
    _write_list(page, chance, chance.choice(("ul", "ol")), again)
    page.write(chance, "p", [*paragraphs[0][:2], refrain])
    return page


def _write_between(page: Invented, chance: random.Random, sentences: Sequence[str], number: int) -> None:
    match number % 5:
        case 0:
            page.add('<figure><img src="/none.jpg" alt="A view" width="300" height="90">')
            page.write(chance, "figcaption", [_caption(chance)], plain=True)
            page.add("</figure>")
        case 1:
            page.add('<aside class="ad advert"><p>Advertisement</p></aside>')
        case 2:
            page.add("<blockquote>")
            page.write(chance, "p", [chance.choice(sentences)])
            page.add("</blockquote>")
        case 3:
            _write_table(page, chance)
        case 4:
            page.add('<div class="newsletter"><form><p>Sign up for our letter.</p><input></form></div>')


def _caption(chance: random.Random) -> str:
    seen = chance.choice(
        ("The harbour from the west", "A drawing of the time", "The same place today", "Two witnesses")
    )
    return f"{seen}, {chance.randrange(1850, 1990)}. Photograph: J. O’Neill & Sons."


def _write_list(page: Invented, chance: random.Random, tag: str, texts: Sequence[str]) -> None:
    page.add(f"<{tag}>")
    for text in texts:
        page.write(chance, "li", [text])
    page.add(f"</{tag}>")


def _write_table(page: Invented, chance: random.Random) -> None:
    page.add("<table>")
    for row in (
        ("Year", "Ships", "Lost at sea"),
        *(
            (str(1900 + chance.randrange(90)), str(chance.randrange(40)), f"{chance.randrange(9)} – see note")
            for _ in range(3)
        ),
    ):
        page.add("<tr>")
        for cell in row:
            page.write(chance, "td", [cell], plain=True)
        page.add("</tr>")
    page.add("</table>")


def _sentences(text: str, language: str) -> list[str]:
    ends = r"(?<=[。])(?![”」])" if language in _UNSPACED else r"(?<=[.!?।])\s+(?=[\w“„«\"])(?!августа|August)"
    return [part.strip() for part in re.split(ends, " ".join(text.split())) if part.strip()]


def _marked_up(chance: random.Random, text: str, language: str) -> str:
    """Return a sentence with some markup inside, as writers and their editors' tools leave it; its letters stay."""
    words = list(text) if language in _UNSPACED else text.split(" ")
    shown = [_entities(chance, word, language) for word in words]
    shown[-1] = re.sub(r"\[(\d)\]$", r'<sup><a href="#note-\1">[\1]</a></sup>', shown[-1])
    for _ in range(chance.choice((0, 1, 1, 2))):
        at = chance.randrange(len(shown))
        end = min(len(shown), at + chance.randrange(1, 4))
        opening, closing = chance.choice(
            [
                ("<em>", "</em>"),
                ("<b>", "</b>"),
                ('<a href="/x?a=1&amp;b=2">', "</a>"),
                ("<span>", "</span>"),
                ("<i lang='la'>", "</i>"),
                ("<strong>", "</strong>"),
                ("<cite>", "</cite>"),
            ]
        )
        if any("<" in word for word in shown[at:end]):
            continue
        shown[at], shown[end - 1] = opening + shown[at], shown[end - 1] + closing
    if language in _UNSPACED:
        return "".join(shown)
    glue = [chance.choices((" ", "\n      ", "&nbsp;"), (30, 3, 1))[0] for _ in shown]
    return "".join(word + space for word, space in zip(shown, glue, strict=True)).removesuffix(glue[-1])


def _entities(chance: random.Random, word: str, language: str) -> str:
    word = html.escape(word, quote=False)
    for letter, entity in (("’", "&rsquo;"), ("“", "&#8220;"), ("—", "&mdash;"), ("–", "&ndash;"), ("é", "&eacute;")):
        if letter in word and chance.random() < 0.5:
            word = word.replace(letter, entity)
    if word.isalpha() and len(word) > 9 and language in {"en", "de", "fr", "ru"} and chance.random() < 0.3:
        word = f"{word[:5]}&shy;{word[5:]}"
    return word
