import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { disputeCourtAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import {
  DISPUTE_KINDS,
  DISPUTE_STATES,
  type DisputeKind,
  type DisputeState,
  RULINGS,
  type Ruling,
} from '../disputes.ts';
import { readContract } from '../read-contract.ts';
import { readEvents } from '../read-events.ts';
import { readAddresses } from './read-address.ts';

/** A dispute as the court has it. */
export interface DisputeEntry {
  readonly id: bigint;
  readonly kind: DisputeKind;
  /** See `verdictSubject`. */
  readonly subject: bigint;
  readonly state: DisputeState;
  /** Of the last round that ended; `none` before. */
  readonly ruling: Ruling;
  /** Round of juries, from 1. */
  readonly round: number;
  /** When the state ends, seconds since 1970; 0 while a jury is awaited. */
  readonly deadline: number;
  readonly opener: Hex;
  /** Who answers for the subject; null when nobody alone does. */
  readonly respondent: Hex | null;
  /** Bond of the first round, wei of LOAM. */
  readonly bond: bigint;
  /** sha2-256 digests of the CIDs of all documents, the opener's first. */
  readonly evidence: readonly Hex[];
  /** The jury of the present round, one entry per seat; none while it is awaited. */
  readonly jurors: readonly Hex[];
}

/** All disputes, oldest first. */
export async function readDisputes(chain: ChainClient): Promise<DisputeEntry[]> {
  const count = await readContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'disputeCount',
    args: [],
  });
  const ids = Array.from({ length: Number(count) }, (_, i) => BigInt(i + 1));
  return Promise.all(ids.map((id) => readDispute(chain, id)));
}

/** One dispute. @throws LoamError `CHAIN_NO_SUCH_DISPUTE` */
export async function readDispute(chain: ChainClient, id: bigint): Promise<DisputeEntry> {
  const raw = await readContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'dispute',
    args: [id],
  });
  if (raw.round === 0) throw new LoamError('CHAIN_NO_SUCH_DISPUTE', `There is no dispute ${id}.`);
  const [jury, evidence] = await Promise.all([
    readContract(chain, {
      contract: 'DisputeCourt',
      abi: disputeCourtAbi,
      functionName: 'jurorsOf',
      args: [id, BigInt(raw.round)],
    }),
    readEvents(chain, {
      contract: 'DisputeCourt',
      abi: disputeCourtAbi,
      eventName: 'EvidenceAdded',
      args: { id },
    }),
  ]);
  const addresses = await readAddresses(chain, jury);
  return {
    id,
    kind: DISPUTE_KINDS[raw.kind] ?? 'verdict',
    subject: raw.subject,
    state: DISPUTE_STATES[raw.state] ?? 'none',
    ruling: RULINGS[raw.ruling] ?? 'none',
    round: raw.round,
    deadline: raw.deadline,
    opener: raw.opener,
    respondent: /^0x0+$/.test(raw.respondent) ? null : raw.respondent,
    bond: raw.bond,
    evidence: [raw.evidenceCid, ...evidence.map(({ args }) => args.evidenceCid)],
    jurors: jury.map((number) => addresses.get(number) ?? '0x'),
  };
}
