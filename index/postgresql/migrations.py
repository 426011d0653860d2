"""The migrations of a shared library, in order: each is run once, and none is ever taken back or changed."""

# Texts are compared by their bytes, as SQLite does, so that both kinds of library have one order.
_FIRST = """
CREATE TABLE manifest (key TEXT COLLATE "C" PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE articles (
    id TEXT COLLATE "C" PRIMARY KEY, title TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    digest TEXT NOT NULL, url TEXT, path TEXT, publisher TEXT COLLATE "C", authors TEXT NOT NULL,
    published TEXT COLLATE "C", accessed TEXT, language TEXT, headings TEXT NOT NULL, pages TEXT NOT NULL,
    word_count INTEGER NOT NULL, added TEXT NOT NULL
);
CREATE INDEX articles_listed ON articles ((published IS NULL), published DESC, title, id);
-- The id of a removed passage is never used again: a sequence does not go back.
CREATE TABLE passages (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, article_id TEXT COLLATE "C" NOT NULL REFERENCES articles (id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, sentences TEXT NOT NULL, vector halfvec NOT NULL
);
CREATE INDEX passages_by_article ON passages (article_id);
-- Where the words stand: of each word and each block of ids, pairs of 16 bits, a passage within the block and a place.
CREATE TABLE postings (
    word TEXT COLLATE "C" NOT NULL, block BIGINT NOT NULL, entries BYTEA NOT NULL, PRIMARY KEY (word, block)
) WITH (fillfactor = 80);
ALTER TABLE postings ALTER COLUMN entries SET STORAGE EXTERNAL;
-- In how many passages each word stands, and how many words they all have: of '', all passages and all their words.
CREATE TABLE vocabulary (
    word TEXT COLLATE "C" PRIMARY KEY, passages BIGINT NOT NULL, occurrences BIGINT NOT NULL
) WITH (fillfactor = 80);
CREATE TABLE seals (article_id TEXT COLLATE "C" PRIMARY KEY, "row" BYTEA NOT NULL, passages BYTEA NOT NULL);
CREATE TABLE corrections (
    article_id TEXT COLLATE "C" PRIMARY KEY, title TEXT NOT NULL, url TEXT, publisher TEXT, authors TEXT NOT NULL,
    published TEXT
);
CREATE TABLE readings (article_id TEXT COLLATE "C" PRIMARY KEY, seams TEXT NOT NULL, remark TEXT);
CREATE TABLE sketches (article_id TEXT COLLATE "C" PRIMARY KEY, sketch BYTEA NOT NULL);
ALTER TABLE sketches ALTER COLUMN sketch SET STORAGE EXTERNAL;
CREATE TABLE sketch_pairs (
    pair BIGINT NOT NULL, article_id TEXT COLLATE "C" NOT NULL, PRIMARY KEY (pair, article_id)
);
CREATE TABLE dois (article_id TEXT COLLATE "C" PRIMARY KEY, doi TEXT NOT NULL);
CREATE TABLE zotero_uris (article_id TEXT COLLATE "C" PRIMARY KEY, uri TEXT NOT NULL);
CREATE TABLE tags (article_id TEXT COLLATE "C" NOT NULL, tag TEXT COLLATE "C" NOT NULL, PRIMARY KEY (article_id, tag));
CREATE TABLE merged (article_id TEXT COLLATE "C" PRIMARY KEY, kept TEXT COLLATE "C" NOT NULL);
CREATE TABLE raw_pages (
    article_id TEXT COLLATE "C" PRIMARY KEY, asked TEXT NOT NULL, address TEXT NOT NULL, etag TEXT, modified TEXT,
    readers TEXT NOT NULL, day TEXT NOT NULL, media_type TEXT NOT NULL, charset TEXT, packed BYTEA NOT NULL
);
CREATE INDEX raw_pages_by_address ON raw_pages USING hash (address);
CREATE TABLE files (
    path TEXT COLLATE "C" PRIMARY KEY, size BIGINT NOT NULL, changed BIGINT NOT NULL, digest TEXT NOT NULL,
    readers TEXT NOT NULL, outcome TEXT NOT NULL
);
CREATE TABLE zotero_libraries (name TEXT COLLATE "C" PRIMARY KEY, version TEXT NOT NULL);
CREATE TABLE zotero_records (
    library TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C" NOT NULL, record TEXT NOT NULL, PRIMARY KEY (library, key)
);
CREATE TABLE zotero_items (
    scope TEXT COLLATE "C" NOT NULL, uri TEXT COLLATE "C" NOT NULL, article_id TEXT, stamp TEXT NOT NULL, problem TEXT,
    PRIMARY KEY (scope, uri)
);
-- As SQLite calls it: where letters stand in a text, 0 if nowhere.
CREATE FUNCTION instr(text TEXT, letters TEXT) RETURNS INTEGER LANGUAGE SQL IMMUTABLE PARALLEL SAFE
    RETURN strpos(text, letters);
"""
_SECOND = """
CREATE TABLE merged_files (article_id TEXT COLLATE "C" PRIMARY KEY, path TEXT COLLATE "C" NOT NULL);
"""
MIGRATIONS = (_FIRST, _SECOND)
