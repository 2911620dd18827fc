"""The tables of the library, in one SQLite file: the truth that every other store can be rebuilt from."""

from __future__ import annotations

VERSION = 3

CUT = "porter unicode61 remove_diacritics 2"
"""How text is cut into words and stemmed, in every store."""

WORDS = f"""CREATE VIRTUAL TABLE IF NOT EXISTS chunk_words USING fts5(
    header, text, content='chunks', content_rowid='number', tokenize='{CUT}'
)"""

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS documents (
    added INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL UNIQUE, file TEXT NOT NULL, format TEXT NOT NULL,
    title TEXT NOT NULL, body TEXT, body_json TEXT, period TEXT, type TEXT, status TEXT NOT NULL,
    pages INTEGER NOT NULL, bytes INTEGER NOT NULL, chunks INTEGER NOT NULL, added_at TEXT NOT NULL,
    report TEXT NOT NULL, structure TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS documents_by_body ON documents(body);

CREATE TABLE IF NOT EXISTS sections (
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, parent INTEGER, level INTEGER NOT NULL, label TEXT NOT NULL, heading TEXT NOT
    NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS blocks (
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, section INTEGER NOT NULL, kind TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER, lines INTEGER NOT NULL, rows INTEGER NOT
    NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS chunks (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE, document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, header TEXT NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER, blocks TEXT NOT NULL, tokens INTEGER NOT
    NULL, vector BLOB NOT NULL,
    UNIQUE (document, ordinal)
);

{words}
CREATE TRIGGER IF NOT EXISTS chunk_added AFTER INSERT ON chunks BEGIN
    INSERT INTO chunk_words(rowid, header, text) VALUES (new.number, new.header, new.text);
END;
CREATE TRIGGER IF NOT EXISTS chunk_removed AFTER DELETE ON chunks BEGIN
    INSERT INTO chunk_words(chunk_words, rowid, header, text) VALUES ('delete', old.number, old.header,
    old.text); END;

-- "about" is a number for what the figure is of: only figures that share it can disagree.
CREATE TABLE IF NOT EXISTS facts (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    id TEXT NOT NULL, body TEXT NOT NULL, metric TEXT NOT NULL, about INTEGER NOT NULL, fact TEXT NOT NULL,
    UNIQUE (document, id)
);
CREATE INDEX IF NOT EXISTS facts_by_id ON facts(id);
CREATE INDEX IF NOT EXISTS facts_by_body ON facts(body, metric);
CREATE INDEX IF NOT EXISTS facts_by_metric ON facts(metric) WHERE metric != '';
CREATE INDEX IF NOT EXISTS facts_by_about ON facts(about);

-- What people said of figures. It refers to nothing: it outlives the figure, the reading and the document.
CREATE TABLE IF NOT EXISTS fact_events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    fact TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, action TEXT NOT NULL, note TEXT NOT NULL,
    changes TEXT NOT NULL, before TEXT NOT NULL, original TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS fact_events_by_fact ON fact_events(fact);
CREATE TRIGGER IF NOT EXISTS fact_events_stay BEFORE UPDATE ON fact_events BEGIN
    SELECT RAISE(ABORT, 'the history of a figure is only added to'); END;
CREATE TRIGGER IF NOT EXISTS fact_events_last BEFORE DELETE ON fact_events BEGIN
    SELECT RAISE(ABORT, 'the history of a figure is only added to'); END;

CREATE TABLE IF NOT EXISTS slips (
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, slip TEXT NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, file TEXT NOT NULL, state TEXT NOT NULL, percent INTEGER NOT NULL, reason TEXT NOT
    NULL, document TEXT, overrides TEXT NOT NULL, at TEXT NOT NULL,
    starts INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Papers that an earlier version read, and that this one has still to read anew.
CREATE TABLE IF NOT EXISTS stale (document TEXT PRIMARY KEY) WITHOUT ROWID;

-- What the vector store has still to be told: written with the change itself, emptied once it is done.
CREATE TABLE IF NOT EXISTS vector_debts (document TEXT PRIMARY KEY) WITHOUT ROWID;
""".replace("{words}", f"{WORDS};")

_TO_3 = """
ALTER TABLE jobs ADD COLUMN starts INTEGER NOT NULL DEFAULT 0;
CREATE TABLE earlier_reviews AS SELECT r.review, r.value, r.note, r.at, f.fact AS stated
    FROM fact_reviews r JOIN facts f ON f.id = r.fact GROUP BY r.fact;
DROP TABLE facts;
DROP TABLE fact_reviews;
{schema}
INSERT INTO stale SELECT id FROM documents;
""".replace("{schema}", SCHEMA)

STEPS = {2: _TO_3}
"""How a file of each earlier format becomes one of the next; a format without a step is refused. What a step marks as
stale, ``ingest.renew`` reads anew.
"""
