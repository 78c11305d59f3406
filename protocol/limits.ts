/** Limits of the protocol and of the node's API. Every number has its unit in its name or beside it; docs/limits.md lists them. */

/** Characters in one chat message. */
export const MAX_MESSAGE_CHARS = 16_000;
/** Characters of the instructions that stand before a chat. */
export const MAX_SYSTEM_PROMPT_CHARS = 4_000;
/** Characters of a preset's name. */
export const MAX_PRESET_NAME_CHARS = 60;
/** Largest number of candidates that a chat may limit the next token to. */
export const MAX_TOP_K = 1_000;
/** Messages of one call. */
export const MAX_MESSAGE_PAGE = 500;
/** Messages of one call unless asked for otherwise. */
export const MESSAGE_PAGE = 200;
/** Characters of what is searched for in chats. */
export const MAX_SEARCH_CHARS = 200;
/** Messages that one search returns. */
export const MAX_SEARCH_HITS = 100;
/** Characters of a file of exported chats that is read. */
export const MAX_CHAT_IMPORT_CHARS = 16 * 1024 * 1024;
/** Preferences between answers of one call. */
export const MAX_PREFERENCE_PAGE = 200;
/** Characters in a lesson's prompt or answer. */
export const MAX_LESSON_CHARS = 2_000;
/** Programs that learning may wait for. */
export const MAX_PROGRAMS = 32;
/** Characters of a program's name. */
export const MAX_PROGRAM_NAME_CHARS = 80;
/** Lessons one node keeps. */
export const MAX_LESSONS = 1_000;
/** Tokens one answer may have. */
export const MAX_ANSWER_TOKENS = 1_024;
/** Bytes of one artifact directory (bundle or manifest) that a node fetches. */
export const MAX_BUNDLE_BYTES = 64 * 1024 * 1024;
/** The least that the settings may allow artifacts, in bytes: a few bundles. */
export const MIN_ARTIFACT_QUOTA_BYTES = 64 * 1024 * 1024;
/** Files in one artifact directory. */
export const MAX_BUNDLE_FILES = 16;
/** Bytes of one JSON file in a bundle. */
export const MAX_BUNDLE_JSON_BYTES = 256 * 1024;
/** Rank of a submitted adapter. */
export const MAX_SUBMITTED_RANK = 64;
/** Rank of a merged network adapter; above it the merge is refactored to this rank. */
export const MAX_NETWORK_RANK = 64;
/** Updates in one merge, and so accepted updates of one epoch that a manifest can hold. */
export const MAX_MERGED_PARTS = 255;
/** Earlier updates of an epoch that a new one is compared with when copies are looked for. */
export const MAX_COMPARED_UPDATES = 1_024;
/**
 * Part of an update's energy (squared Frobenius norm) in the span of earlier ones from which on it counts as a copy.
 * Lessons of one epoch share a ninth of it at most, a copy under 10 % of noise keeps 98 % (bench/scan.ts).
 */
export const COPY_ENERGY = 0.6;
/** Largest ‖ΔW‖ / ‖W‖ of a layer that passes; lessons stay near 0.1 (bench/scan.ts). */
export const MAX_UPDATE_STRENGTH = 0.5;
/**
 * How far the largest singular value must stand out, 0 (all alike) … 1 (alone), mean over layers. Noise has less than
 * 0.09, lessons more than 0.2 (bench/scan.ts).
 */
export const MIN_STANDOUT = 0.12;
/** Rank from which on an update without direction counts as noise. */
export const MIN_STANDOUT_RANK = 4;
/**
 * Loss of everyday talk with an update, parts per million of the loss without it, above which it does not pass. Lessons
 * stay below 1,200,000 (bench/scan.ts), and whoever shares one is told before anything is staked.
 */
export const MAX_TALK_LOSS_PPM = 1_500_000;
/** Held-out items that a committee evaluates for one epoch. */
export const EVALUATION_ITEMS = 48;
/** Bytes of an audit archive that the page hands over; larger ones are for `loam audit --car`. */
export const MAX_UPLOADED_ARCHIVE_BYTES = 20 * 1024 * 1024;
/** Rows of one page of the list of signatures. */
export const MAX_SIGNATURE_ROWS = 500;
/** Characters of one request between our processes. */
export const MAX_RPC_MESSAGE_CHARS = 32 * 1024 * 1024;
/** Hashes of the proof in a gossiped attestation: a validator commits to at most 2^10 verdicts at once. */
export const MAX_PROOF_HASHES = 10;
/** Attestations of one validator that travel as one gossip entry; 64 with the longest proofs take 34 kB. */
export const MAX_BATCH_ATTESTATIONS = 64;
/** Parts per million in one. */
export const PPM = 1_000_000;
/** Rows of one page of the index's HTTP API. */
export const MAX_INDEX_PAGE = 200;
/** Rows of one page unless asked for otherwise. */
export const INDEX_PAGE = 50;
/** Characters of the text that says where a page begins. */
export const MAX_PAGE_CURSOR_CHARS = 400;
/** Characters of a signing history that the page exports or imports; larger ones go through the command line. */
export const MAX_PAGE_HISTORY_CHARS = 8 * 1024 * 1024;
/** Characters of one piece of a signing history on its way from the page to the node. */
export const HISTORY_PIECE_CHARS = 120_000;
/** Bytes of the document that gives a proposal's reasons. */
export const MAX_PROPOSAL_DOCUMENT_BYTES = 64 * 1024;
/** Characters of a passphrase that is chosen in the page. */
export const MIN_PASSPHRASE_CHARS = 8;
/** Characters of a passphrase at most. */
export const MAX_PASSPHRASE_CHARS = 1_024;
/** Bytes of one file of a model. */
export const MAX_MODEL_FILE_BYTES = 4 * 1024 * 1024 * 1024;
/** Numbers in a model that can be listed; what a computer can load is less (node/models/model-fit.ts). */
export const MAX_MODEL_PARAMETERS = 1_000_000_000_000;
/** Mirrors of one file of a model. */
export const MAX_MODEL_SOURCES = 8;
/** Models in one catalogue. */
export const MAX_CATALOGUE_MODELS = 200;
/** Characters of a model's name, licence or purpose. */
export const MAX_MODEL_TEXT_CHARS = 300;
/** Characters of a catalogue file. */
export const MAX_CATALOGUE_CHARS = 1024 * 1024;
