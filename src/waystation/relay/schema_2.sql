-- Slips (spec/slip.md). Bodies and notes lie with the letters, in `bodies`.
CREATE TABLE slips (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  owner BLOB NOT NULL,
  terms BLOB NOT NULL,
  token_hash BLOB NOT NULL,
  expires INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'made',
  failures INTEGER NOT NULL DEFAULT 0,
  holder BLOB,
  body INTEGER REFERENCES bodies
);
CREATE INDEX slips_over ON slips (expires);

CREATE TABLE slip_notes (
  slip INTEGER NOT NULL REFERENCES slips,
  state TEXT NOT NULL,
  place INTEGER NOT NULL,
  box INTEGER NOT NULL REFERENCES boxes,
  digest BLOB NOT NULL,
  body INTEGER NOT NULL REFERENCES bodies,
  PRIMARY KEY (slip, state, place)
) WITHOUT ROWID;
