-- The highest epoch once more, on a page of its own: what rots in meta must not let an epoch be forgotten.
CREATE TABLE epoch (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    highest TEXT NOT NULL,
    hash    BLOB NOT NULL
);
