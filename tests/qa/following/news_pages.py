"""Pages of an invented news site: a story in each of the layouts that real ones have, with all that stands around it.

LAYOUTS holds by name a function that is given a Story and the site's address, and returns what is Served for it.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cached_property

TOWNS = ("Marrowby", "Ostlund", "Quayle", "Tarnfoot", "Velm", "Hollin", "Priory", "Corrak")
THINGS = ("ferry toll", "night market", "lock gates", "tidal mill", "tram depot", "oil lamps", "wool hall", "salt pans")
WHY = (
    "after a winter in which nobody had been paid for the work",
    "although the engineers had asked for another year of tests",
    "because the bridge upstream would stay shut until the autumn",
    "while the council looked for the money that the storm had cost",
)
NAMES = ("Ada Quill", "Bertil Moss", "Carla Venn", "Dov Harkness", "Edda Lorne")
# Prose that stands around an article and belongs to none.
LETTER = (
    "Sign up for our morning letter, and get the ten stories that matter each weekday before breakfast, for nothing."
)
COOKIES = "We and our 812 partners store cookies on your device to show you advertising like what you have read before."
OWLS = "Owls have moved into the town hall of Ostlund, and the mayor has asked that nobody ring the bells until June."
RULES = "By posting here you agree to the rules of our house, which you can read at the foot of every one of our pages."
RIGHTS = "Copyright 2025 The Marrowby Herald. No part of this site may be copied without our leave, now or at any time."
AROUND = (LETTER, COOKIES, OWLS, RULES, RIGHTS)
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Story:
    """A story that nobody else tells; `number` chooses its words, `years` stands in each paragraph."""

    number: int
    years: int = 11

    @property
    def title(self):
        return f"{TOWNS[self.number % 8]} to rebuild its {THINGS[self.number // 3 % 8]} in {self.number + 2} years"

    @property
    def author(self):
        return NAMES[self.number % 5]

    @property
    def day(self):
        return f"2025-{self.number % 9 + 1:02}-{self.number % 27 + 1:02}"

    @cached_property
    def paragraphs(self):
        town, thing = TOWNS[self.number % 8], THINGS[self.number // 3 % 8]
        return [
            f"Of the {41 + 7 * self.number + n} people who spoke in {town} about the {thing}, {n + 3} were for it, "
            f"{WHY[(self.number + n) % 4]}. “We have waited {self.years} years,” said {NAMES[(self.number + n) % 5]}, "
            f"who lives beside number {n + 1} of the {THINGS[(self.number + n) % 8]}."
            for n in range(7)
        ]


@dataclass(frozen=True)
class Served:
    """What the site sends, and what a reader should make of it.

    `texts` stand in the article in this order, `others` do not. `states` says whether the page tells author and day.
    `told` are words of what a reader is told: of an article that may be cut, or where there are no texts, of none.
    """

    body: bytes
    texts: list[str]
    kind: str = HTML
    encoding: str = ""
    others: tuple[str, ...] = AROUND
    told: str = ""
    states: bool = True


LAYOUTS = {}


def layout(make):
    """Enter a layout under its name."""
    LAYOUTS[make.__name__] = make
    return make


def wrap(texts, element="p"):
    return "".join(f"<{element}>{text}</{element}>" for text in texts)


def write_json(**node):
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **node})}</script>'


HEADER = '<header><a href="/">The Marrowby Herald</a><nav><ul><li><a href="/sea">Sea</a></li></ul></nav></header>'
FOOTER = f'<footer><p>{RIGHTS}</p><ul><li><a href="/about">About us</a></li></ul></footer>'
BANNER = f'<div id="cookie-banner" role="dialog"><p>{COOKIES}</p><button>Accept all</button></div>'
SIGN_UP = f'<div class="newsletter-signup"><h3>The morning letter</h3><p>{LETTER}</p><form><input></form></div>'
RELATED = f'<aside class="related"><h2>More</h2><p><a href="/owls">Owls</a></p><p>{OWLS}</p></aside>'
SAID = wrap(f"I was there in {1960 + n}, and it was nothing like that, as my brother would tell you." for n in range(9))
COMMENTS = f'<section id="comments"><h2>9 comments</h2><p>{RULES}</p>{SAID}</section>'


def write_page(story, body, *head, states=True, attributes='lang="en"', charset='<meta charset="utf-8">'):
    title = f"<title>{story.title} | The Marrowby Herald</title>"
    site = '<meta property="og:site_name" content="The Marrowby Herald">'
    meta = (
        f'<meta name="author" content="{story.author}"><meta property="article:published_time" content="{story.day}">'
    )
    head = f"<head>{charset}{title}{site}{meta if states else ''}{''.join(head)}</head>"
    return f"<!DOCTYPE html><html {attributes}>{head}<body>{HEADER}{body}{FOOTER}</body></html>"


def write_article(story, inside=None):
    return f"<article><h1>{story.title}</h1>{wrap(story.paragraphs) if inside is None else inside}</article>"


def serve(story, body, *head, texts=None, states=True, **options):
    page = write_page(story, body, *head, states=states)
    return Served(page.encode(), story.paragraphs if texts is None else texts, **options)


@layout
def article(story, host):
    return serve(story, f"<main>{write_article(story)}</main>{RELATED}{COMMENTS}{BANNER}")


@layout
def boxes_within_boxes(story, host):
    body = "".join(f'<div class="c-{n}"><div>{text}</div></div>' for n, text in enumerate(story.paragraphs))
    return serve(
        story, f"<div id=w><div class=hd><h1>{story.title}</h1></div><div class=bd>{body}</div>{RELATED}</div>"
    )


@layout
def broken_lines(story, host):
    return serve(story, f"<div class=story><h1>{story.title}</h1>{'<br><br>'.join(story.paragraphs)}</div>{RELATED}")


@layout
def live_blog(story, host):
    posts = "".join(
        f'<article class=post><time datetime="{story.day}T1{n}:00Z">1{n}</time><h2>Hour {n}</h2><p>{text}</p></article>'
        for n, text in enumerate(story.paragraphs)
    )
    node = write_json(**{"@type": "LiveBlogPosting", "headline": story.title, "datePublished": f"{story.day}T10:00Z"})
    return serve(story, f"<main><h1>{story.title}</h1><div class=live-blog>{posts}</div></main>{RELATED}", node)


@layout
def cards_between(story, host):
    card = f'<div class="card promo"><a href="/owls"><h3>Owls in the tower</h3><p>{OWLS}</p></a></div>'
    body = "".join(f"<p>{text}</p>{card if n % 2 else ''}" for n, text in enumerate(story.paragraphs))
    return serve(story, f"<main>{write_article(story, body)}<section>{card * 6}</section></main>")


@layout
def river_behind(story, host):
    river = "".join(
        f'<li><h3><a href="/owls-{n}">Owls, part {n}</a></h3><p>{OWLS} It was part {n} of a tale that goes on…</p></li>'
        for n in range(30)
    )
    return serve(story, f"<main>{write_article(story)}<div class=c7><ul>{river}</ul></div></main>")


@layout
def letters_between(story, host):
    first, *rest = story.paragraphs
    return serve(story, f"{write_article(story, f'<p>{first}</p>{SIGN_UP}{wrap(rest)}{SIGN_UP}')}{BANNER}")


@layout
def named_for_sharing(story, host):
    slides = wrap(
        (f"Picture {n}: the mill at the hour of {n}, as the painter saw it from his boat." for n in range(40)), "li"
    )
    body = f'<div id="share-buttons-7">{wrap(story.paragraphs)}<div><ul>{slides}</ul></div></div>'
    return serve(story, f"<h1>{story.title}</h1>{body}")


@layout
def shown_twice(story, host):
    return serve(story, f"<h1>{story.title}</h1>{f'<div>{wrap(story.paragraphs)}</div>' * 2}")


@layout
def accelerated(story, host):
    canonical = f'<link rel="canonical" href="{host}/{story.number}?utm_source=amp">'
    body = write_article(story, f'<amp-img src="a.jpg" width="1" height="1"></amp-img>{wrap(story.paragraphs)}')
    consent = f"<amp-consent><p>{COOKIES}</p></amp-consent>"
    return Served(write_page(story, body + consent, canonical, attributes="⚡ lang=en").encode(), story.paragraphs)


@layout
def for_printing(story, host):
    body = f"<h1>{story.title}</h1>By {story.author}<hr>{wrap(story.paragraphs)}<hr>"
    return serve(story, body, f'<link rel="canonical" href="{host}/{story.number}?utm_medium=print">')


@layout
def paywall(story, host):
    node = write_json(**{"@type": "NewsArticle", "headline": story.title, "isAccessibleForFree": False})
    body = write_article(story, f"{wrap(story.paragraphs[:2])}<div class=paywall>Subscribe to continue reading.</div>")
    return serve(story, body, node, texts=story.paragraphs[:2], told="subscribers")


@layout
def stated_in_json(story, host):
    person = {"@type": "Person", "@id": "#author", "name": story.author}
    node = {"@type": "NewsArticle", "author": {"@id": "#author"}, "datePublished": f"{story.day}T09:00:00+01:00"}
    return serve(story, write_article(story) + RELATED, write_json(**{"@graph": [node, person]}), states=False)


@layout
def stated_in_wrapped_json(story, host):
    node = {"@type": "NewsArticle", "author": {"@type": "Person", "name": story.author}, "datePublished": story.day}
    script = f'<script type="application/ld+json">\n//<![CDATA[\n{json.dumps(node)};\n//]]>\n</script>'
    return serve(story, write_article(story), script, states=False)


@layout
def stated_in_microdata(story, host):
    author = f'<i itemprop="author" itemscope>By <b itemprop="name">{story.author}</b></i>'
    day = f'<time itemprop="datePublished" datetime="{story.day}T07:00Z">that day</time>'
    body = f'<h1>{story.title}</h1>{author}{day}<div itemprop="articleBody">{wrap(story.paragraphs)}</div>'
    return serve(story, f'<div itemscope itemtype="https://schema.org/NewsArticle">{body}</div>', states=False)


@layout
def stated_in_a_byline(story, host):
    line = f'<p class="byline">By <a rel="author" href="/staff">{story.author}</a></p>'
    day = f'<time class="published" datetime="{story.day}">that day</time>'
    return serve(story, write_article(story, f"{line}{day}{wrap(story.paragraphs)}"), states=False)


@layout
def in_parts(story, host):
    links = '<ul class="pagination"><li>1</li><li><a href="?page=2" rel="next">2</a></li></ul>'
    body = write_article(story, wrap(story.paragraphs) + links)
    return serve(story, body, '<link rel="next" href="?page=2">', told="goes on at another address")


@layout
def wall_of_cookies_before(story, host):
    purposes = wrap(f"Purpose {n}. {COOKIES}" for n in range(15))
    return serve(story, f'<div class="modal" role="dialog"><h2>Your privacy</h2>{purposes}</div>{write_article(story)}')


@layout
def many_comments(story, host):
    said = "".join(
        f'<div class="comment"><b>Reader {n}</b><p>{RULES} I said so {n} times.</p></div>' for n in range(60)
    )
    return serve(story, f'<main>{write_article(story)}</main><div id="thread">{said}</div>')


@layout
def interview(story, host):
    asked = [f"What came in year {n}?" for n in range(7)]
    body = "".join(f"<p><strong>{q}</strong></p><p>{a}</p>" for q, a in zip(asked, story.paragraphs, strict=True))
    texts = [text for pair in zip(asked, story.paragraphs, strict=True) for text in pair]
    return serve(story, write_article(story, body) + RELATED, texts=texts)


@layout
def numbered(story, host):
    heads = [f"{n + 1}. The year {1900 + n}" for n in range(7)]
    body = "".join(f"<h2>{head}</h2><p>{text}</p>" for head, text in zip(heads, story.paragraphs, strict=True))
    texts = [text for pair in zip(heads, story.paragraphs, strict=True) for text in pair]
    return serve(story, write_article(story, body) + RELATED, texts=texts)


@layout
def table_within(story, host):
    rows = "".join(f"<tr><td>Year {n}</td><td>{n * 7} crowns</td></tr>" for n in range(1, 6))
    first, *rest = story.paragraphs
    table = f"<table><tr><th>When</th><th>Toll</th></tr>{rows}</table>"
    texts = [first, "7 crowns", "35 crowns", *rest]
    return serve(story, write_article(story, f"<p>{first}</p>{table}{wrap(rest)}"), texts=texts)


@layout
def table_around(story, host):
    menu = '<td width="20%"><a href="/">Home</a><br><a href="/sea">Sea</a></td>'
    text = f'<td><font size="5"><b>{story.title}</b></font><br>{wrap(story.paragraphs)}</td>'
    return serve(story, f'<table width="100%"><tr>{menu}{text}</tr></table>')


@layout
def pictures_and_quotations(story, host):
    first, second, *rest = story.paragraphs
    picture = "<figure><img src=a.jpg><figcaption>The quay at dawn.</figcaption></figure>"
    body = f"<p class=standfirst>It took a night.</p>{picture}<p>{first}</p><blockquote><p>{second}</p></blockquote>"
    return serve(story, write_article(story, body + wrap(rest)) + RELATED)


@layout
def hidden_parts(story, host):
    hidden = f"<div hidden><p>{OWLS}</p></div><template><p>{LETTER}</p></template><noscript><img src=x></noscript>"
    return serve(story, f'<h1 style="display:none">{story.title}</h1>{write_article(story)}{hidden}')


@layout
def soft_hyphens(story, host):
    texts = [text.replace("people", "peo&shy;ple").replace(" who", "&nbsp;who") for text in story.paragraphs]
    return serve(story, write_article(story, wrap(texts)))


@layout
def letters_of_windows(story, host):
    page = write_page(story, write_article(story), charset="")
    return Served(page.encode("cp1252"), story.paragraphs, "text/html; charset=ISO-8859-1")


@layout
def letters_undeclared(story, host):
    return Served(write_page(story, write_article(story), charset="").encode("cp1252"), story.paragraphs, "text/html")


@layout
def letters_of_two_bytes(story, host):
    return Served(write_page(story, write_article(story), charset="").encode("utf-16"), story.paragraphs, "text/html")


@layout
def packed(story, host):
    page = gzip.compress(write_page(story, write_article(story)).encode())
    return Served(page, story.paragraphs, encoding="gzip")


@layout
def packed_unasked(story, host):
    return Served(b"\x0b\x02\x80", [], encoding="br", told="packs its pages")


@layout
def plain_text(story, host):
    text = "\n\n".join([story.title, *story.paragraphs])
    return Served(text.encode(), story.paragraphs, "text/plain; charset=utf-8", states=False)


@layout
def pdf(story, host):
    lines = [line.replace("“", '"').replace("”", '"') for line in story.paragraphs[0].split(", ")]
    drawn = "".join(f"BT /F1 11 Tf 40 {700 - 16 * n} Td ({line}) Tj ET\n" for n, line in enumerate(lines)).encode()
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%sendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )
    return Served(data + end, lines[:1], "text/html", states=False)


@layout
def gone_with_200(story, host):
    body = (
        "<main><h1>Page not found</h1><p>What you looked for has moved, or never was. Search for it above.</p></main>"
    )
    return serve(story, body, texts=[], told="no such page")


@layout
def only_cookies(story, host):
    return serve(
        story, f"<main><p>{COOKIES}</p><p>Accept our cookies, or reject them.</p></main>", texts=[], told="cookies"
    )


@layout
def only_scripts(story, host):
    script = f"<script>window.story = {json.dumps(story.paragraphs)}</script>"
    page = f"<html><head><title>{story.title}</title></head><body><div id=root></div>{script}</body></html>"
    return Served(page.encode(), [], told="no text")
