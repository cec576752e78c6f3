-- Generated from src/main/store/migrations by scripts/check/schema.ts. Do not edit.

CREATE TABLE vault (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  settings TEXT NOT NULL
) STRICT;

CREATE TABLE keyring (
  kind TEXT PRIMARY KEY,
  public_key BLOB NOT NULL,
  secret_key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  kind TEXT NOT NULL CHECK (kind IN
    ('case', 'source', 'report', 'claim', 'attribution', 'publication')),
  rev INTEGER NOT NULL CHECK (rev > 0),
  state TEXT NOT NULL CHECK (state IN ('draft', 'filed', 'revising')),
  head TEXT REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
  updated_day TEXT NOT NULL,
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  CHECK ((state = 'draft') = (head IS NULL)),
  CHECK (kind = 'report' OR state = 'filed')
) STRICT;

CREATE INDEX record_by_kind ON record (kind, removed, num, state);

CREATE INDEX record_by_head ON record (head);

CREATE TABLE revision (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
  record INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE,
  parents TEXT NOT NULL,
  author TEXT NOT NULL CHECK (length(author) = 64),
  day TEXT NOT NULL,
  content TEXT NOT NULL,
  seal TEXT CHECK (length(seal) = 64),
  signature TEXT NOT NULL CHECK (length(signature) = 128)
) STRICT;

CREATE INDEX revision_by_record ON revision (record, num);

CREATE TABLE seal (
  revision INTEGER PRIMARY KEY REFERENCES revision (num) ON DELETE CASCADE,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE record_head (
  record INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE,
  revision TEXT NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (record, revision)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_head_by_revision ON record_head (revision);

CREATE TABLE report (
  num INTEGER PRIMARY KEY REFERENCES record (num) ON DELETE CASCADE,
  case_id TEXT,
  language TEXT NOT NULL,
  event_from TEXT,
  event_to TEXT, title TEXT NOT NULL DEFAULT '', happened TEXT GENERATED ALWAYS AS (coalesce(event_from, '')) VIRTUAL,
  CHECK ((event_from IS NULL) = (event_to IS NULL))
) STRICT;

CREATE INDEX report_by_case ON report (case_id, num);

CREATE TABLE report_source (
  source TEXT NOT NULL,
  report INTEGER NOT NULL REFERENCES report (num) ON DELETE CASCADE,
  PRIMARY KEY (source, report)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_source_by_report ON report_source (report);

CREATE TABLE report_tag (
  tag TEXT NOT NULL,
  report INTEGER NOT NULL REFERENCES report (num) ON DELETE CASCADE,
  PRIMARY KEY (tag, report)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_tag_by_report ON report_tag (report);

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  txn INTEGER NOT NULL CHECK (txn > 0 AND txn <= seq),
  day TEXT NOT NULL,
  time INTEGER,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN
    ('vault', 'case', 'source', 'report', 'claim', 'attribution', 'publication')),
  subject TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  subject_prev BLOB NOT NULL CHECK (length(subject_prev) = 32),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX journal_by_subject ON journal (subject, seq);

CREATE TABLE opening (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
  subject TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'immutable'); END;

CREATE TRIGGER revision_stays BEFORE DELETE ON revision
WHEN EXISTS (SELECT 1 FROM record WHERE num = OLD.record)
BEGIN SELECT RAISE(ABORT, 'immutable'); END;

CREATE TRIGGER journal_is_immutable BEFORE UPDATE ON journal
WHEN NEW.time IS NOT NULL
  OR (NEW.seq, NEW.txn, NEW.day, NEW.actor, NEW.kind, NEW.subject_kind, NEW.subject, NEW.digest,
      NEW.subject_prev, NEW.prev, NEW.hash)
  IS NOT (OLD.seq, OLD.txn, OLD.day, OLD.actor, OLD.kind, OLD.subject_kind, OLD.subject,
      OLD.digest, OLD.subject_prev, OLD.prev, OLD.hash)
BEGIN SELECT RAISE(ABORT, 'immutable'); END;

CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'immutable'); END;

CREATE VIEW search_text AS
  SELECT num AS id, search_title(content) AS title, search_body(content) AS body,
    search_translation(content) AS translation
  FROM record WHERE kind = 'report' AND removed = 0;

CREATE TABLE keeping (
  subject TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  erase_after TEXT NOT NULL,
  hold INTEGER NOT NULL CHECK (hold IN (0, 1)),
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE custody (
  subject TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  holder TEXT NOT NULL CHECK (length(holder) = 64),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  chain TEXT NOT NULL,
  PRIMARY KEY (subject, holder, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  subject TEXT NOT NULL,
  notice TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_by_subject ON notice (subject);

CREATE TABLE notice_sent (
  notice TEXT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
  pair TEXT NOT NULL, files INTEGER NOT NULL DEFAULT 1 CHECK (files > 0),
  PRIMARY KEY (notice, pair)
) STRICT, WITHOUT ROWID;

CREATE TABLE card (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  author TEXT NOT NULL CHECK (length(author) = 64),
  card TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX card_by_author ON card (author);

CREATE TABLE contact (
  author TEXT PRIMARY KEY CHECK (length(author) = 64),
  added TEXT NOT NULL,
  keys TEXT CHECK (length(keys) = 64),
  verified TEXT,
  revoked TEXT,
  desk INTEGER NOT NULL CHECK (desk IN (0, 1)),
  CHECK ((keys IS NULL) = (verified IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  sender TEXT NOT NULL CHECK (length(sender) = 64),
  day TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64)
, key BLOB CHECK (length(key) = 32)) STRICT;

CREATE TABLE blob (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE report_blob (
  report INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE,
  blob INTEGER NOT NULL REFERENCES blob (num),
  PRIMARY KEY (report, blob)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_blob_by_blob ON report_blob (blob);

CREATE TABLE revision_blob (
  revision INTEGER NOT NULL REFERENCES revision (num) ON DELETE CASCADE,
  blob INTEGER NOT NULL REFERENCES blob (num),
  PRIMARY KEY (revision, blob)
) STRICT, WITHOUT ROWID;

CREATE INDEX revision_blob_by_blob ON revision_blob (blob);

CREATE TABLE backup (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  day TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  recipients TEXT NOT NULL,
  tested TEXT,
  held INTEGER CHECK (held IN (0, 1)),
  CHECK ((tested IS NULL) = (held IS NULL))
) STRICT;

CREATE TABLE export (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  reports INTEGER NOT NULL,
  recipients TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  pair TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  sequence TEXT NOT NULL,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  UNIQUE (pair, sequence, seq)
) STRICT;

CREATE TABLE escrow (
  serial INTEGER PRIMARY KEY CHECK (serial > 0),
  slot TEXT NOT NULL CHECK (length(slot) = 64),
  desks TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  escrow TEXT NOT NULL,
  in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)),
  carried TEXT,
  used TEXT
) STRICT;

CREATE TABLE escrow_held (
  author TEXT PRIMARY KEY CHECK (length(author) = 64),
  serial INTEGER NOT NULL CHECK (serial > 0),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  escrow TEXT NOT NULL,
  received TEXT NOT NULL,
  opened TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE "import" (
  num INTEGER PRIMARY KEY,
  export_id TEXT NOT NULL,
  sender TEXT NOT NULL CHECK (length(sender) = 64),
  pair TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  previous TEXT,
  day TEXT NOT NULL,
  sequence TEXT NOT NULL DEFAULT '',
  UNIQUE (sender, export_id)
) STRICT;

CREATE INDEX import_by_sequence ON import (sender, sequence, seq);

CREATE TABLE arrival (
  subject TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  txn INTEGER NOT NULL CHECK (txn > 0),
  import INTEGER NOT NULL CHECK (import > 0),
  PRIMARY KEY (subject, txn)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrival_since (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL CHECK (seq >= 0)
) STRICT;

CREATE TABLE export_begun (
  pair TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE INDEX report_by_title ON report (title, num);

CREATE INDEX report_by_event ON report (happened, num);

CREATE INDEX claim_by_report ON record (json_extract(content, '$.reportId'), num) WHERE kind = 'claim';

CREATE TABLE filler (
  num INTEGER PRIMARY KEY,
  turn INTEGER NOT NULL,
  bytes BLOB NOT NULL CHECK (length(bytes) = 2500)
) STRICT;

CREATE TABLE import_part (
  num INTEGER PRIMARY KEY,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  part TEXT NOT NULL
) STRICT;

CREATE TABLE import_file (
  digest TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE import_decided (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  import INTEGER NOT NULL CHECK (import > 0),
  applied TEXT NOT NULL,
  last TEXT NOT NULL CHECK (length(last) = 64)
) STRICT;

CREATE TABLE notice_set (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  since INTEGER NOT NULL CHECK (since >= 0),
  count INTEGER NOT NULL CHECK (count >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX notice_by_use ON notice (
  subject, substr(notice, 12, 64), notice ->> 'kind', notice ->> 'uses', notice ->> 'day'
);

CREATE VIRTUAL TABLE search USING fts5 (
  title, body, translation, content = 'search_text', content_rowid = 'id', tokenize = 'ascii'
);
