-- A key is number << 31 | sequence, so that a feed or a box is read in one range.
-- Days are days since 1970; no arrival is kept closer than that.
CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;

CREATE TABLE feeds (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  read_hash BLOB NOT NULL,
  last_seq INTEGER NOT NULL DEFAULT 0,
  day INTEGER NOT NULL DEFAULT 0,
  day_bytes INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX feeds_by_token ON feeds (read_hash);

CREATE TABLE handles (
  number INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES feeds,
  handle BLOB NOT NULL,
  append_hash BLOB NOT NULL,
  closers BLOB NOT NULL,
  threshold INTEGER NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0,
  last_change BLOB,
  UNIQUE (feed, handle)
);

-- The index only grows at each handle's end. Unique digests in any order would touch a page
-- for every frame; the one writer keeps those of the handles in use in memory instead.
CREATE TABLE frames (
  key INTEGER PRIMARY KEY,
  handle INTEGER NOT NULL REFERENCES handles,
  digest BLOB NOT NULL,
  day INTEGER NOT NULL,
  frame BLOB NOT NULL
);
CREATE INDEX frames_of_handle ON frames (handle, key, digest);

CREATE TABLE boxes (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  read_hash BLOB NOT NULL,
  append_hash BLOB,
  open INTEGER NOT NULL,
  fleeting INTEGER NOT NULL,
  sealed_to BLOB,
  last_seq INTEGER NOT NULL DEFAULT 0,
  day INTEGER NOT NULL DEFAULT 0,
  day_count INTEGER NOT NULL DEFAULT 0,
  day_unknown INTEGER NOT NULL DEFAULT 0
);

-- Letters lie apart from the boxes they are in: a watch that fires only adds a small row.
CREATE TABLE bodies (number INTEGER PRIMARY KEY, letter BLOB NOT NULL);

CREATE TABLE letters (
  key INTEGER PRIMARY KEY,
  box INTEGER NOT NULL REFERENCES boxes,
  digest BLOB NOT NULL,
  body INTEGER NOT NULL REFERENCES bodies,
  day INTEGER NOT NULL,
  gone_at INTEGER,
  UNIQUE (box, digest)
);
CREATE INDEX letters_gone ON letters (gone_at) WHERE gone_at IS NOT NULL;
CREATE INDEX letters_day ON letters (day);

CREATE TABLE chunks (
  owner BLOB NOT NULL,
  id BLOB NOT NULL,
  day INTEGER NOT NULL,
  chunk BLOB NOT NULL,
  PRIMARY KEY (owner, id)
);

CREATE TABLE watches (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  owner BLOB NOT NULL,
  terms BLOB NOT NULL,
  opens INTEGER NOT NULL,
  fires INTEGER NOT NULL,
  check_in_hash BLOB NOT NULL,
  disarm_hashes BLOB NOT NULL,
  check_in_box INTEGER NOT NULL REFERENCES boxes,
  state TEXT NOT NULL DEFAULT 'armed',
  check_in_digest BLOB,
  check_in_seq INTEGER,
  late_from INTEGER,
  late_to INTEGER
);
CREATE INDEX watches_due ON watches (fires) WHERE state = 'armed';

CREATE TABLE notes (
  watch INTEGER NOT NULL REFERENCES watches,
  place INTEGER NOT NULL,
  box INTEGER NOT NULL REFERENCES boxes,
  digest BLOB NOT NULL,
  body INTEGER NOT NULL REFERENCES bodies,
  PRIMARY KEY (watch, place)
) WITHOUT ROWID;
