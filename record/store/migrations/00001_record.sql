-- The record: append-only. Every table keeps the whole entry as JSON in body;
-- the other columns are what questions search by.

-- +goose Up
CREATE TABLE sources (
    seq       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE, -- SHA-256 of raw, in hex
    published TEXT NOT NULL,
    story     TEXT NOT NULL,        -- id of the first source that carries this text
    sketch    BLOB NOT NULL,        -- least hashes of its word runs, for finding copies
    raw       BLOB NOT NULL,
    body      TEXT NOT NULL
);
CREATE INDEX sources_published ON sources (published);

CREATE TABLE claims (
    seq      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    fact     TEXT NOT NULL, -- the same fact, whichever source says it
    key      TEXT NOT NULL, -- type, giver, receiver, subject, modality
    track    TEXT NOT NULL,
    type     TEXT NOT NULL,
    giver    TEXT NOT NULL,
    receiver TEXT NOT NULL,
    said     TEXT NOT NULL, -- day it was said or happened
    known    TEXT NOT NULL, -- day it was put on record
    story    TEXT NOT NULL,
    polarity TEXT NOT NULL,
    value    REAL NOT NULL,
    unit     TEXT NOT NULL,
    body     TEXT NOT NULL
);
CREATE INDEX claims_fact ON claims (fact);
CREATE INDEX claims_key ON claims (key, said);
CREATE INDEX claims_track ON claims (track, said);
CREATE INDEX claims_giver ON claims (giver, type, said);

CREATE TABLE links (
    seq     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    claim   TEXT NOT NULL,
    outcome TEXT NOT NULL,
    body    TEXT NOT NULL
);
CREATE INDEX links_claim ON links (claim);

CREATE TABLE notices (
    seq   INTEGER PRIMARY KEY,
    id    TEXT NOT NULL UNIQUE,
    claim TEXT NOT NULL,
    known TEXT NOT NULL,
    body  TEXT NOT NULL
);
CREATE INDEX notices_claim ON notices (claim);

CREATE TABLE disputes (
    seq     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    claim   TEXT NOT NULL,
    against TEXT NOT NULL,
    body    TEXT NOT NULL
);

-- +goose StatementBegin
CREATE TRIGGER sources_kept BEFORE UPDATE ON sources BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sources_stay BEFORE DELETE ON sources BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claims_kept BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claims_stay BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER links_kept BEFORE UPDATE ON links BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER links_stay BEFORE DELETE ON links BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER notices_kept BEFORE UPDATE ON notices BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER notices_stay BEFORE DELETE ON notices BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER disputes_kept BEFORE UPDATE ON disputes BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER disputes_stay BEFORE DELETE ON disputes BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE disputes;
DROP TABLE notices;
DROP TABLE links;
DROP TABLE claims;
DROP TABLE sources;
