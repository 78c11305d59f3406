import { readManifestDirectory } from '../../node/bundle/read-bundle.ts';
import { readClaimable } from '../../node/chain/reads/read-claimable.ts';
import { type PaidReward, readClaims } from '../../node/chain/reads/read-claims.ts';
import { readCommittee } from '../../node/chain/reads/read-committee.ts';
import { readReveals } from '../../node/chain/reads/read-reveals.ts';
import { readSubmissions } from '../../node/chain/reads/read-submission.ts';
import { readVersions } from '../../node/chain/reads/read-versions.ts';
import { FETCH_TIMEOUT_MS } from '../../node/network/limits.ts';
import type { NetworkSession } from '../../node/network/network-session.ts';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** One row of the demo's table. */
export interface SubmissionRow {
  readonly name: string;
  readonly status: string;
  readonly utilityPpm: number;
  readonly stake: bigint;
  readonly weight: bigint;
  /** Distinct digests that were revealed, and how many members revealed. */
  readonly digests: readonly Hex[];
  readonly revealed: number;
  readonly committee: number;
  /** Wei paid to the learner. */
  readonly reward: bigint;
}

/** What an epoch came to, read from the chain and the manifest. */
export interface EpochReport {
  readonly epoch: number;
  readonly version: number;
  readonly manifestCid: string;
  readonly rows: readonly SubmissionRow[];
  readonly validators: number;
  /** True when every member of every committee revealed the same digest. */
  readonly digestsAgree: boolean;
  /** Mean held-out loss on the drawn items, nats per token. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Wei, all together. */
  readonly rewardsPaid: bigint;
}

const CLAIM_POLL_MS = 500;
const CLAIM_PATIENCE_MS = 60_000;

/** Waits until nothing of the epoch is left to claim. @returns false when something still is after a minute */
export async function waitUntilClaimed(
  session: NetworkSession,
  contributions: ReadonlyMap<string, Contribution>,
  signal: AbortSignal,
): Promise<boolean> {
  const epochs = new Set([...contributions.values()].flatMap((c) => (c.epoch === null ? [] : [c.epoch])));
  const deadline = session.context.now() + CLAIM_PATIENCE_MS;
  for (const epoch of epochs) {
    const accounts = new Set<Hex>();
    for (const submission of await readSubmissions(session.chain, BigInt(epoch))) {
      accounts.add(submission.learner);
      for (const member of await readCommittee(session.chain, BigInt(epoch), BigInt(submission.index)))
        accounts.add(member);
    }
    for (const { epoch: of, aggregator } of await readVersions(session.chain)) {
      if (of === epoch && aggregator !== null) accounts.add(aggregator as Hex);
    }
    for (const account of accounts) {
      while ((await readClaimable(session.chain, BigInt(epoch), account)).total > 0n) {
        signal.throwIfAborted();
        if (session.context.now() >= deadline) return false;
        await new Promise((resolve) => setTimeout(resolve, CLAIM_POLL_MS));
      }
    }
  }
  return true;
}

/**
 * Reads how the contributions fared. Usually all are in the epoch of the model version; after an epoch without a
 * majority some may be in an earlier or later one.
 */
export async function readEpochReport(
  session: NetworkSession,
  version: number,
  contributions: ReadonlyMap<string, Contribution>,
  signal: AbortSignal,
): Promise<EpochReport> {
  const { chain } = session;
  const entry = (await readVersions(chain)).find((v) => v.version === version);
  if (entry === undefined || entry.manifestCid === null)
    throw new LoamError('VERSION_UNKNOWN', `There is no model version ${version}.`);
  const cid = digestToCid(entry.manifestCid as Hex);
  const { manifest } = readManifestDirectory(
    await session.artifacts.getDirectory(cid, { timeoutMs: FETCH_TIMEOUT_MS, signal }),
  );
  const rows: SubmissionRow[] = [];
  const validators = new Set<string>();
  const paid: PaidReward[] = [];
  const placed = [...contributions].flatMap(([name, { epoch, index }]) =>
    epoch === null || index === null ? [] : [{ name, epoch, index }],
  );
  for (const number of [...new Set(placed.map(({ epoch }) => epoch))].sort((a, b) => a - b)) {
    const epoch = BigInt(number);
    const reveals = await readReveals(chain, epoch);
    const claims = await readClaims(chain, epoch);
    paid.push(...claims);
    for (const submission of await readSubmissions(chain, epoch)) {
      const name = placed.find((p) => p.epoch === number && p.index === submission.index)?.name;
      if (name === undefined) continue;
      const committee = await readCommittee(chain, epoch, BigInt(submission.index));
      for (const member of committee) validators.add(member.toLowerCase());
      const mine = reveals.filter((r) => r.index === BigInt(submission.index));
      rows.push({
        name,
        status: submission.status,
        utilityPpm: submission.utilityPpm,
        stake: submission.stake,
        weight: submission.weight,
        digests: [...new Set(mine.map((r) => r.digest))],
        revealed: mine.length,
        committee: committee.length,
        reward:
          claims.find((c) => c.account.toLowerCase() === submission.learner.toLowerCase())?.asLearner ?? 0n,
      });
    }
  }
  const { baseMicroNats, mergedMicroNats, items } = manifest.evaluation;
  const mean = (sum: string): number => Number(BigInt(sum)) / items / 1e6;
  return {
    epoch: entry.epoch,
    version,
    manifestCid: cid.toString(),
    rows,
    validators: validators.size,
    digestsAgree:
      rows.length > 0 && rows.every((row) => row.digests.length === 1 && row.revealed === row.committee),
    lossBefore: mean(baseMicroNats),
    lossAfter: mean(mergedMicroNats),
    rewardsPaid: paid.reduce((sum, c) => sum + c.asLearner + c.asValidator + c.asAggregator, 0n),
  };
}
