import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { epochManagerAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { readVersions } from '../chain/reads/read-versions.ts';

/** What someone asks an audit about. */
export type AuditSubject =
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'epoch'; readonly epoch: bigint }
  | { readonly kind: 'artifact'; readonly digest: Hex };

/** Where that is on the chain: the epoch, and the one submission if it was one. */
export interface FoundSubject {
  readonly epoch: bigint;
  readonly index: number | null;
}

/** Reads `3` (a version), `epoch:7`, or a CID of a bundle or manifest. @throws LoamError `USAGE` */
export function parseAuditSubject(text: string): AuditSubject {
  if (/^[1-9]\d{0,8}$/.test(text)) return { kind: 'version', version: Number(text) };
  const epoch = /^epoch:([1-9]\d{0,8})$/.exec(text)?.[1];
  if (epoch !== undefined) return { kind: 'epoch', epoch: BigInt(epoch) };
  try {
    return { kind: 'artifact', digest: cidToDigest(text) };
  } catch (cause) {
    throw new LoamError(
      'USAGE',
      `Say which model version, epoch or CID: 3, epoch:7 or bafy…; '${text.slice(0, 80)}' is none of them.`,
      { cause },
    );
  }
}

/** Finds a subject. @throws LoamError `VERSION_UNKNOWN`, `SUBJECT_UNKNOWN` */
export async function findAuditSubject(chain: ChainClient, subject: AuditSubject): Promise<FoundSubject> {
  if (subject.kind === 'epoch') return { epoch: subject.epoch, index: null };
  const versions = await readVersions(chain);
  if (subject.kind === 'version') {
    const entry = versions.find((v) => v.version === subject.version);
    if (entry !== undefined) return { epoch: BigInt(entry.epoch), index: null };
    throw new LoamError('VERSION_UNKNOWN', `There is no model version ${subject.version} to audit.`, {
      hint: `The newest one is ${versions.length - 1}.`,
    });
  }
  const { digest } = subject;
  const entry = versions.find((v) => v.version > 0 && (v.manifestCid === digest || v.adapterCid === digest));
  if (entry !== undefined) return { epoch: BigInt(entry.epoch), index: null };
  const search = { contract: 'EpochManager', abi: epochManagerAbi } as const;
  const [submitted, drawn] = await Promise.all([
    readEvents(chain, { ...search, eventName: 'Submitted' }),
    readEvents(chain, { ...search, eventName: 'SubmissionDrawn' }),
  ]);
  const found = [...submitted, ...drawn].findLast(({ args }) => args.cid === digest);
  if (found !== undefined) return { epoch: BigInt(found.args.terms.epoch), index: Number(found.args.index) };
  throw new LoamError('SUBJECT_UNKNOWN', 'Nobody has submitted or published this CID on this network.', {
    hint: 'A lesson that is only on this computer is not on the chain yet.',
  });
}
