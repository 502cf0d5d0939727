-- States, their history, and what waits to be sent. Times are UTC text that sorts; documents are JSON.

CREATE TABLE packet (
  id            TEXT PRIMARY KEY,
  version       BIGINT NOT NULL,
  sender        TEXT NOT NULL,
  receiver      TEXT NOT NULL,
  confidential  INTEGER NOT NULL,
  stage         TEXT NOT NULL,
  progress      TEXT NOT NULL,
  cabinet       TEXT,
  state         TEXT NOT NULL
);
CREATE INDEX packet_by_sender ON packet (sender, stage);
CREATE INDEX packet_by_receiver ON packet (receiver, stage);
CREATE INDEX packet_by_cabinet ON packet (cabinet) WHERE cabinet IS NOT NULL;

CREATE TABLE cabinet (
  id       TEXT PRIMARY KEY,
  version  BIGINT NOT NULL,
  state    TEXT NOT NULL
);

CREATE TABLE document (
  id        TEXT PRIMARY KEY,
  version   BIGINT NOT NULL,
  number    TEXT,
  subject   TEXT NOT NULL,
  sender    TEXT,
  waiting   INTEGER NOT NULL,
  taken_in  TEXT NOT NULL,
  state     TEXT NOT NULL
);
CREATE INDEX document_by_number ON document (number);
CREATE INDEX document_waiting ON document (taken_in) WHERE waiting = 1;

CREATE TABLE agency (
  id       TEXT PRIMARY KEY,
  version  BIGINT NOT NULL,
  state    TEXT NOT NULL
);

CREATE TABLE person (
  id       TEXT PRIMARY KEY,
  version  BIGINT NOT NULL,
  badge    TEXT UNIQUE,
  state    TEXT NOT NULL
);

CREATE TABLE person_agency (
  agency  TEXT NOT NULL,
  person  TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (agency, person)
);
CREATE INDEX person_agency_by_person ON person_agency (person);

-- Append-only. A stream's versions have no gap; the same version twice is refused by the database itself.
CREATE TABLE history (
  cursor   INTEGER PRIMARY KEY,
  stream   TEXT NOT NULL,
  version  BIGINT NOT NULL,
  at       TEXT NOT NULL,
  actor    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  data     TEXT NOT NULL,
  UNIQUE (stream, version)
);

-- A cabinet's entries as they came: applied once, kept as they were hashed.
CREATE TABLE journal_entry (
  cabinet   TEXT NOT NULL,
  journal   TEXT NOT NULL,
  sequence  BIGINT NOT NULL,
  hash      TEXT NOT NULL,
  record    BLOB NOT NULL,
  PRIMARY KEY (cabinet, journal, sequence)
);

CREATE TABLE outbox (
  id        INTEGER PRIMARY KEY,
  notice_key TEXT NOT NULL UNIQUE,
  data      TEXT NOT NULL,
  due_at    TEXT NOT NULL,
  attempts  INTEGER NOT NULL,
  done_at   TEXT
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;

CREATE TABLE submission (
  owner       TEXT NOT NULL,
  caller_key  TEXT NOT NULL,
  reply       TEXT NOT NULL,
  at          TEXT NOT NULL,
  PRIMARY KEY (owner, caller_key)
);

CREATE TABLE intake_refusal (
  id       INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  actor    TEXT NOT NULL,
  owner    TEXT,
  file     TEXT NOT NULL,
  reason   TEXT NOT NULL,
  message  TEXT NOT NULL
);

CREATE TABLE desired_state (
  cabinet  TEXT NOT NULL,
  version  BIGINT NOT NULL,
  data     TEXT NOT NULL,
  PRIMARY KEY (cabinet, version)
);

-- What must never be in a history.
CREATE TABLE account (
  name    TEXT PRIMARY KEY,
  person  TEXT NOT NULL UNIQUE,
  data    TEXT NOT NULL
);

CREATE TABLE secret (
  kind  TEXT NOT NULL,
  id    TEXT NOT NULL,
  data  BLOB NOT NULL,
  PRIMARY KEY (kind, id)
);
