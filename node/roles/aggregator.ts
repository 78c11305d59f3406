import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAddressEqual } from 'viem';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { challengeProposal } from '../audit/challenge-proposal.ts';
import { postReveals } from '../batches/post-reveals.ts';
import { claim } from '../chain/actions/claim.ts';
import { propose } from '../chain/actions/propose.ts';
import { readAllotment } from '../chain/reads/read-allotment.ts';
import { readClaimable } from '../chain/reads/read-claimable.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readProposedVersion } from '../chain/reads/read-versions.ts';
import { buildManifest } from '../merge/build-manifest.ts';
import { mergeRefusal } from '../merge/merge-gate.ts';
import { CLAIM_SETTLES_MS } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { CurrentEpochLog } from './current-epoch-log.ts';
import { roleLoop } from './role-loop.ts';

/** Posts gossiped attestations in batches, merges what was accepted, proposes the manifest, claims its share. */
export class Aggregator {
  readonly #session: NetworkSession;
  readonly #log: CurrentEpochLog;
  #claimedAt = 0;
  #done = 0n;
  /** Epoch whose merge did not pass its gate. */
  #refused = 0n;
  /** Proposal of somebody else that was looked at, by epoch and manifest. */
  #checked = '';

  constructor(session: NetworkSession) {
    this.#session = session;
    this.#log = new CurrentEpochLog(session.gossip);
  }

  /** Runs until the session ends. */
  async run(): Promise<void> {
    try {
      await roleLoop(this.#session, 'aggregator', () => this.#step());
    } finally {
      await this.#log.close();
    }
  }

  async #step(): Promise<void> {
    const { chain, address, context } = this.#session;
    const epoch = await readCurrentEpoch(chain);
    if (epoch === 0n) return;
    const { phase } = await readEpoch(chain, epoch);
    if (phase === 'commit' || phase === 'reveal') await this.#log.open(epoch);
    if (phase === 'reveal') await this.#postReveals(epoch);
    if (phase === 'aggregate' && this.#refused !== epoch) await this.#propose(epoch);
    if (phase === 'challenge') await this.#challenge(epoch);
    if (phase === 'final' && this.#done !== epoch && (await readAllotment(chain, epoch)) !== undefined) {
      if ((await readClaimable(chain, epoch, address)).aggregator > 0n) {
        await claim(chain, { epoch, account: address });
        this.#claimedAt = context.now();
      }
      // A payment counts when the chain still knows it a while later.
      if (context.now() - this.#claimedAt < CLAIM_SETTLES_MS) return;
      this.#done = epoch;
      context.log.info('epoch final', { epoch: Number(epoch) });
    }
  }

  async #postReveals(epoch: bigint): Promise<void> {
    const { chain, context } = this.#session;
    const count = await postReveals(chain, epoch, await (await this.#log.open(epoch)).all());
    if (count === null) return;
    context.log.info('attestations posted', { epoch: Number(epoch), count });
    this.#session.changes.notify();
  }

  async #propose(epoch: bigint): Promise<void> {
    const { chain, context, signal } = this.#session;
    const dir = join(context.folder.paths.staging, `manifest-${epoch}`);
    if (existsSync(dir)) rmSync(dir, { recursive: true, force: true });
    const built = await buildManifest(this.#session, epoch, { dir, signal });
    const refusal = mergeRefusal(built.manifest);
    if (refusal !== null) {
      rmSync(dir, { recursive: true, force: true });
      this.#refused = epoch;
      context.log.warn('merge not published', new LoamError('MERGE_WORSE', refusal), {
        epoch: Number(epoch),
        utilityPpm: built.manifest.evaluation.utilityPpm,
      });
      return;
    }
    const manifestCid = await this.#session.artifacts.putDirectory(built.files);
    await this.#session.artifacts.pin(manifestCid);
    const adapterCid = await this.#session.artifacts.putDirectory(built.adapterFiles);
    await this.#session.artifacts.pin(adapterCid);
    rmSync(dir, { recursive: true, force: true });
    if ((await readEpoch(chain, epoch)).phase !== 'aggregate') return;
    await propose(chain, {
      epoch,
      manifestCid: cidToDigest(manifestCid),
      adapterCid: cidToDigest(adapterCid),
      utilityPpm: built.manifest.evaluation.utilityPpm,
      evaluationDigest: built.manifest.evaluation.digest,
    });
    context.log.info('manifest proposed', { epoch: Number(epoch), cid: manifestCid.toString() });
    this.#session.changes.notify();
  }

  /** Recomputes what another aggregator proposed, once, and disputes it when it is wrong. */
  async #challenge(epoch: bigint): Promise<void> {
    const { chain, context, signal, address } = this.#session;
    const proposal = await readProposedVersion(chain, epoch);
    if (proposal === null || proposal.aggregator === null || proposal.manifestCid === null) return;
    const key = `${epoch} ${proposal.manifestCid}`;
    if (isAddressEqual(proposal.aggregator as Hex, address) || this.#checked === key) return;
    const result = await challengeProposal(this.#session, epoch, signal);
    this.#checked = key;
    if (result.verdict === 'right') return;
    context.log.warn('proposal is wrong', undefined, {
      epoch: Number(epoch),
      by: proposal.aggregator,
      checks: [...new Set(result.wrong.map(({ check }) => check))].join(' '),
      dispute: result.dispute === null ? 'open already' : Number(result.dispute.id),
    });
    this.#session.changes.notify();
  }
}
