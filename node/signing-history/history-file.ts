import { keccak256, stringToHex } from 'viem';
import { z } from 'zod';
import { canonicalJson, type JsonValue } from '../../protocol/encoding/canonical-json.ts';
import { bytes32Schema, type Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_EXPORTED_ROWS, MAX_HISTORY_FILE_BYTES } from './limits.ts';
import type { SigningLedger } from './signing-ledger.ts';
import type { HistoryOwner, SignedRow } from './statement.ts';

const number = z.number().int().nonnegative();
const round = z.number().int().min(1).max(0xffff_ffff);
const rowSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('attestation'),
    epoch: number,
    round,
    slot: z.string().regex(/^(0|[1-9]\d{0,77})$/),
    ballots: z.literal(0),
    hash: bytes32Schema,
  }),
  z.strictObject({
    kind: z.literal('commitment'),
    epoch: number,
    round,
    slot: bytes32Schema,
    ballots: z.number().int().min(1).max(0xffff),
    hash: bytes32Schema,
  }),
  z.strictObject({
    kind: z.literal('salt'),
    epoch: number,
    round: z.literal(0),
    slot: z.literal(''),
    ballots: z.literal(0),
    hash: bytes32Schema,
  }),
]);

const fileSchema = z.strictObject({
  format: z.literal('loam-signing-history/1'),
  network: z.string().min(1).max(200),
  validator: z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]{40}$/.test(v)),
  /** Whoever imports this signs nothing new at or below. */
  watermark: number,
  signed: z.array(rowSchema).max(MAX_EXPORTED_ROWS),
  /** keccak-256 of the canonical JSON of everything else. */
  hash: bytes32Schema,
});

/** A validator's signing history in a file, `loam-signing-history/1`. */
export type HistoryFile = z.infer<typeof fileSchema>;

/** What an import did. */
export interface Imported {
  /** Rows that are in the history now, those that were there before included. */
  readonly taken: number;
  /** Rows that contradict what is here; ours stand. */
  readonly ignored: number;
  readonly watermark: number;
}

/**
 * The history of one validator of one network as canonical JSON with one line end. Its watermark covers every epoch in
 * which this history signed: nobody can tell what is signed after the export.
 *
 * @throws LoamError `SIGNING_HISTORY_TOO_BIG`
 */
export function exportHistory(ledger: SigningLedger, owner: HistoryOwner): string {
  const validator = owner.validator.toLowerCase() as Hex;
  const signed = ledger.rows(owner);
  if (signed.length > MAX_EXPORTED_ROWS) throw tooBig(`${signed.length} signatures`);
  const watermark = Math.max(0, ledger.watermark(owner) ?? 0, ledger.newestEpoch(owner) ?? 0);
  const body = {
    format: 'loam-signing-history/1' as const,
    network: owner.network,
    validator,
    watermark,
    signed: signed.map((row) => ({ ...row })),
  };
  return `${canonicalJson({ ...body, hash: hashOf(body) })}\n`;
}

/**
 * Reads an exported history.
 *
 * @param text what the file holds
 * @throws LoamError `SIGNING_HISTORY_TOO_BIG`, `SIGNING_HISTORY_INVALID`
 */
export function parseHistory(text: string): HistoryFile {
  if (text.length > MAX_HISTORY_FILE_BYTES) throw tooBig(`${text.length} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw invalid('it is no JSON', cause);
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(`${issue?.path.join('.') || 'the whole'} does not fit`, parsed.error);
  }
  const { hash, ...body } = parsed.data;
  if (hashOf(body) !== hash) throw invalid('its hash does not fit what it says');
  return parsed.data;
}

/**
 * Takes an exported history into this one, all or nothing. Rows that contradict ours are ignored; the watermark rises to
 * the file's and never falls.
 *
 * @throws LoamError `SIGNING_HISTORY_OTHER` when it is of another network or validator
 */
export function importHistory(
  ledger: SigningLedger,
  owner: HistoryOwner,
  file: HistoryFile,
  now: number,
): Imported {
  if (file.network !== owner.network || file.validator !== owner.validator.toLowerCase()) {
    throw new LoamError(
      'SIGNING_HISTORY_OTHER',
      `This is the history of ${file.validator} in the network ${file.network}.`,
      { hint: `Choose the one of ${owner.validator.toLowerCase()} in ${owner.network}.` },
    );
  }
  return ledger.atOnce(() => {
    let ignored = 0;
    for (const row of file.signed) if (!ledger.adopt(owner, row as SignedRow, now)) ignored++;
    // A file may be older than what it says about itself: cover its rows too.
    const newest = file.signed.reduce((most, { epoch }) => Math.max(most, epoch), file.watermark);
    ledger.raise(owner, newest);
    return { taken: file.signed.length - ignored, ignored, watermark: ledger.watermark(owner) ?? newest };
  });
}

function hashOf(body: JsonValue): Hex {
  return keccak256(stringToHex(canonicalJson(body)));
}

function invalid(why: string, cause?: unknown): LoamError {
  return new LoamError('SIGNING_HISTORY_INVALID', `This is no signing history of Loam: ${why}.`, {
    hint: "Choose a file that 'loam validator history export' wrote. Nothing was taken.",
    ...(cause === undefined ? {} : { cause }),
  });
}

function tooBig(what: string): LoamError {
  return new LoamError('SIGNING_HISTORY_TOO_BIG', `A signing history of ${what} is too big.`, {
    data: { bytes: MAX_HISTORY_FILE_BYTES, rows: MAX_EXPORTED_ROWS },
  });
}
