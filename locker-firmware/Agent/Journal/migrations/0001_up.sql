-- The cabinet's record. Rows of entry are never changed and never deleted by the program.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE entry (
    sequence      INTEGER PRIMARY KEY CHECK (sequence > 0),
    previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
    record        BLOB NOT NULL,
    hash          BLOB NOT NULL CHECK (length(hash) = 32)
);

-- What the server wants, as it came: one row.
CREATE TABLE desired (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    version  INTEGER NOT NULL,
    document BLOB NOT NULL
);

-- Up to where the server has applied the entries: one row, only upwards.
CREATE TABLE ack (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    up_to INTEGER NOT NULL CHECK (up_to >= 0)
);
