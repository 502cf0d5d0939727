-- A check of what is kept beside the entries, over its name and content: a disk that rots must not turn it into something else
-- unseen. NULL in rows of before; they are believed until they are written again.
ALTER TABLE meta ADD COLUMN hash BLOB;
ALTER TABLE desired ADD COLUMN hash BLOB;
ALTER TABLE ack ADD COLUMN hash BLOB;
