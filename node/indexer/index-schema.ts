import type { Migration } from '../database/migrations.ts';

/**
 * Steps of the index's schema. The index can always be built again from the chain, so a step may also drop tables.
 * Every projected table has a key, and `block`: the block that wrote the row last.
 */
export const INDEX_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (number INTEGER PRIMARY KEY, hash TEXT NOT NULL, timestamp INTEGER NOT NULL) STRICT;
CREATE TABLE journal (
  block INTEGER NOT NULL REFERENCES blocks(number), seq INTEGER NOT NULL,
  name TEXT NOT NULL, key TEXT NOT NULL, before TEXT, PRIMARY KEY (block, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
  block INTEGER NOT NULL REFERENCES blocks(number), log_index INTEGER NOT NULL, contract TEXT NOT NULL,
  name TEXT NOT NULL, args TEXT NOT NULL, tx TEXT NOT NULL, PRIMARY KEY (block, log_index)
) STRICT, WITHOUT ROWID;
CREATE TABLE mentions (
  subject TEXT NOT NULL, block INTEGER NOT NULL, log_index INTEGER NOT NULL,
  PRIMARY KEY (subject, block, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_event ON mentions(block, log_index);

CREATE TABLE epochs (
  epoch INTEGER PRIMARY KEY, submit_ends_at INTEGER, base_version INTEGER, round INTEGER NOT NULL DEFAULT 0,
  drawn_round INTEGER NOT NULL DEFAULT 0, emission TEXT, fees TEXT, block INTEGER NOT NULL
) STRICT;
CREATE TABLE submissions (
  epoch INTEGER NOT NULL, position INTEGER NOT NULL, learner TEXT, cid TEXT, metrics_hash TEXT,
  base_version INTEGER, confidence_ppm INTEGER, stake TEXT, stage TEXT NOT NULL DEFAULT 'submitted',
  status INTEGER NOT NULL DEFAULT 0, void_reason TEXT, utility_ppm INTEGER NOT NULL DEFAULT 0,
  uniqueness_ppm INTEGER NOT NULL DEFAULT 0, weight TEXT NOT NULL DEFAULT '0', submitted_at INTEGER, tx TEXT,
  block INTEGER NOT NULL, PRIMARY KEY (epoch, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX submissions_by_learner ON submissions(learner);
CREATE INDEX submissions_by_cid ON submissions(cid);
CREATE TABLE batches (
  epoch INTEGER NOT NULL, first INTEGER NOT NULL, batcher TEXT, root TEXT, list_cid TEXT, leaves INTEGER,
  unopened INTEGER NOT NULL DEFAULT 0, tx TEXT, block INTEGER NOT NULL, PRIMARY KEY (epoch, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE seats (
  epoch INTEGER NOT NULL, position INTEGER NOT NULL, round INTEGER NOT NULL, place INTEGER NOT NULL,
  node INTEGER, block INTEGER NOT NULL, PRIMARY KEY (epoch, position, round, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE attestations (
  epoch INTEGER NOT NULL, position INTEGER NOT NULL, validator TEXT NOT NULL, pass INTEGER,
  utility_ppm INTEGER, uniqueness_ppm INTEGER, digest TEXT, salt TEXT, tx TEXT, at INTEGER,
  block INTEGER NOT NULL, PRIMARY KEY (epoch, position, validator)
) STRICT, WITHOUT ROWID;
CREATE TABLE gossip_attestations (
  epoch INTEGER NOT NULL, position INTEGER NOT NULL, validator TEXT NOT NULL, signature TEXT NOT NULL,
  pass INTEGER NOT NULL, utility_ppm INTEGER NOT NULL, uniqueness_ppm INTEGER NOT NULL, digest TEXT NOT NULL,
  seen_at INTEGER NOT NULL, PRIMARY KEY (epoch, position, validator, signature)
) STRICT, WITHOUT ROWID;
CREATE TABLE nodes (
  address TEXT PRIMARY KEY, number INTEGER, roles INTEGER NOT NULL DEFAULT 0, stake TEXT NOT NULL DEFAULT '0',
  unbonding TEXT NOT NULL DEFAULT '0', unbond_at INTEGER, reputation_ppm INTEGER NOT NULL DEFAULT 0,
  reputation_epoch INTEGER NOT NULL DEFAULT 0, weight TEXT NOT NULL DEFAULT '0', slashed TEXT NOT NULL DEFAULT '0',
  did TEXT, registered_at INTEGER, block INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attestations_by_validator ON attestations(validator);
CREATE INDEX nodes_by_number ON nodes(number);
CREATE TABLE accounts (
  address TEXT PRIMARY KEY, balance TEXT NOT NULL DEFAULT '0', votes TEXT NOT NULL DEFAULT '0', delegate TEXT,
  block INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE payments (
  tx TEXT NOT NULL, log_index INTEGER NOT NULL, epoch INTEGER, role TEXT, account TEXT, position INTEGER,
  amount TEXT, at INTEGER, block INTEGER NOT NULL, PRIMARY KEY (tx, log_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX payments_by_account ON payments(account);
CREATE INDEX payments_by_epoch ON payments(epoch);
CREATE TABLE manifests (
  epoch INTEGER PRIMARY KEY, aggregator TEXT, manifest_cid TEXT, adapter_cid TEXT, utility_ppm INTEGER,
  evaluation_digest TEXT, state TEXT NOT NULL DEFAULT 'proposed', proposed_at INTEGER, block INTEGER NOT NULL
) STRICT;
CREATE TABLE versions (
  version INTEGER PRIMARY KEY, epoch INTEGER, parent INTEGER, manifest_cid TEXT, adapter_cid TEXT,
  aggregator TEXT, finalized_at INTEGER, rolled_back INTEGER NOT NULL DEFAULT 0, block INTEGER NOT NULL
) STRICT;
CREATE TABLE proposals (
  id TEXT PRIMARY KEY, created_block INTEGER NOT NULL DEFAULT 0, proposer TEXT, description TEXT, metadata_cid TEXT, deposit TEXT,
  calls TEXT, vote_starts_at INTEGER, vote_ends_at INTEGER, stage TEXT NOT NULL DEFAULT 'created',
  executable_at INTEGER, votes_for TEXT NOT NULL DEFAULT '0', votes_against TEXT NOT NULL DEFAULT '0',
  votes_abstain TEXT NOT NULL DEFAULT '0', deposit_state TEXT NOT NULL DEFAULT 'held', block INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE votes (
  proposal TEXT NOT NULL, voter TEXT NOT NULL, support INTEGER, weight TEXT, reason TEXT, at INTEGER,
  block INTEGER NOT NULL, PRIMARY KEY (proposal, voter)
) STRICT, WITHOUT ROWID;
CREATE TABLE disputes (
  id INTEGER PRIMARY KEY, kind TEXT, subject TEXT, epoch INTEGER, position INTEGER, opener TEXT,
  respondent TEXT, bond TEXT, round INTEGER NOT NULL DEFAULT 1, stage TEXT NOT NULL DEFAULT 'open',
  ruling TEXT NOT NULL DEFAULT 'none', vote_ends_at INTEGER, opened_at INTEGER, block INTEGER NOT NULL
) STRICT;
CREATE INDEX disputes_by_place ON disputes(epoch, position);
CREATE TABLE evidence (
  dispute INTEGER NOT NULL, tx TEXT NOT NULL, log_index INTEGER NOT NULL, by TEXT, cid TEXT, at INTEGER,
  block INTEGER NOT NULL, PRIMARY KEY (dispute, tx, log_index)
) STRICT, WITHOUT ROWID;
CREATE TABLE jurors (
  dispute INTEGER NOT NULL, round INTEGER NOT NULL, place INTEGER NOT NULL, node INTEGER,
  block INTEGER NOT NULL, PRIMARY KEY (dispute, round, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE jury_votes (
  dispute INTEGER NOT NULL, round INTEGER NOT NULL, juror TEXT NOT NULL, ruling TEXT NOT NULL DEFAULT 'none',
  block INTEGER NOT NULL, PRIMARY KEY (dispute, round, juror)
) STRICT, WITHOUT ROWID;
`,
  },
];

/** Keys of the tables that events are projected into. */
export const TABLE_KEYS = {
  epochs: ['epoch'],
  submissions: ['epoch', 'position'],
  batches: ['epoch', 'first'],
  seats: ['epoch', 'position', 'round', 'place'],
  attestations: ['epoch', 'position', 'validator'],
  nodes: ['address'],
  accounts: ['address'],
  payments: ['tx', 'log_index'],
  manifests: ['epoch'],
  versions: ['version'],
  proposals: ['id'],
  votes: ['proposal', 'voter'],
  disputes: ['id'],
  evidence: ['dispute', 'tx', 'log_index'],
  jurors: ['dispute', 'round', 'place'],
  jury_votes: ['dispute', 'round', 'juror'],
} as const satisfies Record<string, readonly string[]>;

/** A table that events are projected into. */
export type IndexTable = keyof typeof TABLE_KEYS;

/** Every table whose rows can be exported, with the columns that order them. */
export const EXPORT_TABLES: Readonly<Record<string, readonly string[]>> = {
  ...TABLE_KEYS,
  gossip_attestations: ['epoch', 'position', 'validator', 'signature'],
  blocks: ['number'],
  events: ['block', 'log_index'],
};
