-- What the entries up to one of them amount to, so that a start need not fold them all and old ones may go. Rows of entry
-- are still never changed; those that meta's pruned_up_to covers are deleted.
CREATE TABLE checkpoint (
    sequence   INTEGER PRIMARY KEY CHECK (sequence > 0),
    entry_hash BLOB NOT NULL CHECK (length(entry_hash) = 32),
    document   BLOB NOT NULL,
    hash       BLOB NOT NULL CHECK (length(hash) = 32)
);
