/** One step of the schema. Steps are never edited once released; a change is a new step. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** All steps, in order, numbered from 1. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE chats (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  chat_id TEXT NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
  role TEXT NOT NULL, text TEXT NOT NULL, created_at INTEGER NOT NULL, reason TEXT, stats TEXT
) STRICT;
CREATE INDEX messages_by_chat ON messages(chat_id, id);
CREATE TABLE lessons (
  id TEXT PRIMARY KEY, prompt TEXT NOT NULL, answer TEXT NOT NULL,
  created_at INTEGER NOT NULL, learned_at INTEGER
) STRICT;
CREATE TABLE learning_runs (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, started_at INTEGER NOT NULL, finished_at INTEGER,
  base_version INTEGER NOT NULL, lessons INTEGER NOT NULL, practice_items INTEGER NOT NULL,
  comparisons TEXT NOT NULL, adapter_bytes INTEGER, error TEXT, details TEXT
) STRICT;
CREATE TABLE curve_points (
  run_id TEXT NOT NULL REFERENCES learning_runs(id) ON DELETE CASCADE,
  step INTEGER NOT NULL, loss REAL NOT NULL, held_out_loss REAL,
  PRIMARY KEY (run_id, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE contributions (
  id TEXT PRIMARY KEY, run_id TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  state TEXT NOT NULL, sentence TEXT NOT NULL, cid TEXT, epoch INTEGER, submission INTEGER,
  utility_ppm INTEGER, stake TEXT, reward TEXT, model_version INTEGER, error TEXT, details TEXT
) STRICT;
CREATE TABLE verdicts (
  network TEXT NOT NULL, validator TEXT NOT NULL, epoch TEXT NOT NULL, submission TEXT NOT NULL,
  state TEXT NOT NULL, pass INTEGER NOT NULL, utility_ppm TEXT NOT NULL, digest TEXT NOT NULL,
  salt TEXT NOT NULL, commitment TEXT NOT NULL, signature TEXT, outcome TEXT, evidence TEXT,
  decided_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  UNIQUE (network, validator, epoch, submission)
) STRICT;
CREATE TRIGGER verdicts_stand BEFORE UPDATE OF pass, utility_ppm, digest, salt, commitment ON verdicts
BEGIN SELECT RAISE(ABORT, 'a verdict is decided once'); END;
CREATE TABLE events (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, sentence TEXT NOT NULL, data TEXT NOT NULL
) STRICT;
CREATE TABLE network_state (
  network TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (network, key)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    version: 2,
    sql: `
ALTER TABLE verdicts ADD COLUMN uniqueness_ppm INTEGER NOT NULL DEFAULT 1000000;
ALTER TABLE verdicts ADD COLUMN round INTEGER NOT NULL DEFAULT 1;
CREATE TRIGGER verdicts_stand_whole BEFORE UPDATE OF uniqueness_ppm, round ON verdicts
BEGIN SELECT RAISE(ABORT, 'a verdict is decided once'); END;
`,
  },
  {
    version: 3,
    sql: `
CREATE TABLE transactions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  network TEXT NOT NULL, account TEXT NOT NULL, nonce INTEGER NOT NULL,
  what TEXT NOT NULL, call TEXT NOT NULL, target TEXT NOT NULL, data TEXT NOT NULL, gas TEXT NOT NULL,
  state TEXT NOT NULL, delivered INTEGER NOT NULL, hash TEXT, block INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX transactions_by_state ON transactions(network, account, state);
CREATE TABLE transaction_attempts (
  transaction_id INTEGER NOT NULL REFERENCES transactions(id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL, hash TEXT NOT NULL, raw TEXT NOT NULL,
  max_fee TEXT NOT NULL, priority_fee TEXT, cancels INTEGER NOT NULL, sent_at INTEGER,
  PRIMARY KEY (transaction_id, attempt)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    // Chats become trees: the table of messages is made anew with an integer key, which the search index refers to. Rows
    // leave the index before they change: its other way of forgetting them damages it when it deletes securely.
    version: 4,
    sql: `
ALTER TABLE chats ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE chats ADD COLUMN leaf_id TEXT;
CREATE TABLE messages_as_tree (
  ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  chat_id TEXT NOT NULL REFERENCES chats(id) ON DELETE CASCADE, parent_id TEXT,
  role TEXT NOT NULL, text TEXT NOT NULL, created_at INTEGER NOT NULL, reason TEXT, stats TEXT,
  edited INTEGER NOT NULL DEFAULT 0, rating TEXT, adapters TEXT, model TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO messages_as_tree (id, chat_id, parent_id, role, text, created_at, reason, stats)
  SELECT id, chat_id, lag(id) OVER (PARTITION BY chat_id ORDER BY id), role, text, created_at, reason, stats
  FROM messages ORDER BY id;
DROP TABLE messages;
ALTER TABLE messages_as_tree RENAME TO messages;
CREATE INDEX messages_by_place ON messages(chat_id, parent_id, id);
UPDATE chats SET leaf_id = (SELECT max(id) FROM messages WHERE chat_id = chats.id);
CREATE VIRTUAL TABLE message_search USING fts5(
  chat_id, text, content='messages', content_rowid='ord', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO message_search(message_search, rank) VALUES ('secure-delete', 1);
INSERT INTO message_search(rowid, chat_id, text)
  SELECT ord, chat_id, text FROM messages WHERE role = 'user' OR reason IS NOT NULL;
CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN new.role = 'user' OR new.reason IS NOT NULL
BEGIN INSERT INTO message_search(rowid, chat_id, text) VALUES (new.ord, new.chat_id, new.text); END;
CREATE TRIGGER message_search_delete BEFORE DELETE ON messages WHEN old.role = 'user' OR old.reason IS NOT NULL
BEGIN DELETE FROM message_search WHERE rowid = old.ord; END;
CREATE TRIGGER message_search_before BEFORE UPDATE OF text, reason ON messages
WHEN (old.role = 'user' OR old.reason IS NOT NULL) AND (old.text <> new.text OR new.reason IS NOT old.reason)
BEGIN DELETE FROM message_search WHERE rowid = old.ord; END;
CREATE TRIGGER message_search_after AFTER UPDATE OF text, reason ON messages
WHEN (new.role = 'user' OR new.reason IS NOT NULL) AND (old.text <> new.text OR new.reason IS NOT old.reason)
BEGIN INSERT INTO message_search(rowid, chat_id, text) VALUES (new.ord, new.chat_id, new.text); END;
CREATE TRIGGER newest_message_is_shown AFTER INSERT ON messages
BEGIN UPDATE chats SET leaf_id = new.id WHERE id = new.chat_id; END;
ALTER TABLE lessons ADD COLUMN chat_id TEXT;
ALTER TABLE lessons ADD COLUMN message_id TEXT;
CREATE INDEX lessons_by_message ON lessons(message_id);
CREATE TABLE chat_presets (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, system_prompt TEXT NOT NULL, sampling TEXT NOT NULL
) STRICT;
CREATE TABLE preferences (
  id TEXT PRIMARY KEY, chat_id TEXT NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
  question_id TEXT NOT NULL, source TEXT NOT NULL, chosen_id TEXT, rejected_id TEXT, created_at INTEGER NOT NULL,
  UNIQUE (source, chosen_id, rejected_id)
) STRICT;
CREATE INDEX preferences_by_question ON preferences(question_id);
`,
  },
  {
    version: 5,
    sql: `
CREATE TABLE installed_models (
  id TEXT PRIMARY KEY, source TEXT NOT NULL, dir TEXT NOT NULL, name TEXT NOT NULL,
  parameters INTEGER NOT NULL, context_tokens INTEGER NOT NULL, layers INTEGER NOT NULL, bytes INTEGER NOT NULL,
  hash TEXT NOT NULL, added_at INTEGER NOT NULL
) STRICT;
CREATE TABLE model_downloads (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, error TEXT, etags TEXT NOT NULL
) STRICT;
CREATE TABLE model_catalogue (id TEXT PRIMARY KEY, entry TEXT NOT NULL) STRICT;
`,
  },
  {
    version: 6,
    sql: `
ALTER TABLE lessons ADD COLUMN allowed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX lessons_by_chat ON lessons(chat_id);
ALTER TABLE learning_runs ADD COLUMN plan TEXT;
ALTER TABLE learning_runs ADD COLUMN paused_by TEXT;
ALTER TABLE learning_runs ADD COLUMN saved_step INTEGER NOT NULL DEFAULT 0;
CREATE TABLE run_lessons (
  run_id TEXT NOT NULL REFERENCES learning_runs(id) ON DELETE CASCADE, lesson_id TEXT NOT NULL,
  PRIMARY KEY (run_id, lesson_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_lessons_by_lesson ON run_lessons(lesson_id);
CREATE TABLE run_log (
  run_id TEXT NOT NULL REFERENCES learning_runs(id) ON DELETE CASCADE,
  ord INTEGER NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, step INTEGER,
  PRIMARY KEY (run_id, ord)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    version: 7,
    sql: `
ALTER TABLE transactions ADD COLUMN value TEXT NOT NULL DEFAULT '0';
`,
  },
  {
    version: 8,
    sql: `
CREATE TABLE signatures (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL,
  chain_id INTEGER, target TEXT, subject TEXT, digest TEXT NOT NULL
) STRICT;
CREATE TABLE traffic (
  day TEXT NOT NULL, kind TEXT NOT NULL, sent INTEGER NOT NULL, received INTEGER NOT NULL,
  PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;
`,
  },
];
