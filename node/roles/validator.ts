import { bytesToHex, keccak256, stringToHex } from 'viem';
import {
  ATTESTATION_TYPES,
  type Attestation,
  attestationDomain,
  attestationLeaf,
} from '../../protocol/attestation/attestation-typed-data.ts';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { postingPlace } from '../batches/batch-times.ts';
import { postReveals } from '../batches/post-reveals.ts';
import { claim } from '../chain/actions/claim.ts';
import { commit } from '../chain/actions/commit.ts';
import { commitSalt } from '../chain/actions/commit-salt.ts';
import { type ProvenAttestation, revealBatch } from '../chain/actions/reveal-batch.ts';
import { revealSalt } from '../chain/actions/reveal-salt.ts';
import { readAllotment } from '../chain/reads/read-allotment.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { readClaimable } from '../chain/reads/read-claimable.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { type Duties, readDuties } from '../chain/reads/read-duties.ts';
import { type EpochState, readEpoch } from '../chain/reads/read-epoch.ts';
import { readItemsSeed } from '../chain/reads/read-items-seed.ts';
import { readReveals } from '../chain/reads/read-reveals.ts';
import { readSalts } from '../chain/reads/read-salts.ts';
import { readSubmissions, type SubmissionState } from '../chain/reads/read-submission.ts';
import {
  closeDuty,
  type Duty,
  decideDuty,
  findDuty,
  forgetDuty,
  listDuties,
  listOpenDuties,
  markCommitted,
  markRevealed,
  saveSignature,
} from '../database/verdicts.ts';
import { CLAIM_SETTLES_MS } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { guardedSign } from '../signing-history/guarded-sign.ts';
import type { SigningHistory } from '../signing-history/open-signing-history.ts';
import type { HistoryOwner, Statement } from '../signing-history/statement.ts';
import { evaluateSubmission } from '../verification/evaluate-submission.ts';
import { MAX_SUSPICIONS } from '../verification/limits.ts';
import { readFormerUpdates } from '../verification/read-former-updates.ts';
import type { CurrentEpochLog } from './current-epoch-log.ts';
import { roleLoop } from './role-loop.ts';
import { type RoundCommitment, roundCommitment } from './round-commitment.ts';

/** Milliseconds after which a validator posts its own attestation when nobody posted it from the gossip. */
const OWN_REVEAL_AFTER_MS = 6_000;
/** Milliseconds over which validators then come one after the other. */
const OWN_REVEAL_SPREAD_MS = 3_000;
/** Seconds before the deadline, by the chain's clock, from which a validator waits for nobody to post its attestation. */
const OWN_REVEAL_MARGIN_S = 20;

/** What a validator works with. */
export interface ValidatorParts {
  readonly session: NetworkSession;
  readonly history: SigningHistory;
  /** The log of the current epoch; whoever made it closes it. */
  readonly log: CurrentEpochLog;
  /** Ends the work; what is committed stays committed. */
  readonly signal: AbortSignal;
  /** Whether it gives salts to further epochs; what it is drawn for it always does. */
  readonly takesMore: () => boolean;
  /** Called before every step; what it throws ends the step. */
  readonly onStep?: (epoch: bigint) => Promise<void>;
}

/**
 * Judges what the chain draws this node for: gives a salt to the draw, evaluates in the verification profile,
 * commits once per round to all its verdicts, signs and gossips the attestations in the reveal phase, posts them
 * itself when nobody does, claims what it earned. Every decision is in the database, and everything signed in the
 * signing history, before anything leaves the machine, so that a crash cannot lead to two verdicts. It goes by the
 * chain's clock alone, so a machine that slept does what there is still time for.
 */
export class Validator {
  readonly #session: NetworkSession;
  readonly #parts: ValidatorParts;
  readonly #owner: HistoryOwner;
  readonly #log: CurrentEpochLog;
  readonly #refusals = new Set<string>();
  #revealSince = 0;
  #revealRound = '';
  #claimedAt = 0;

  constructor(parts: ValidatorParts) {
    const { session } = parts;
    this.#parts = parts;
    this.#session = session;
    this.#owner = { network: session.descriptor.id, validator: session.address };
    this.#log = parts.log;
  }

  /** Runs until the signal. */
  async run(): Promise<void> {
    const { changes, context } = this.#session;
    await roleLoop({ changes, context, signal: this.#parts.signal }, 'validator', () => this.#step());
  }

  async #step(): Promise<void> {
    const { chain } = this.#session;
    const epoch = await readCurrentEpoch(chain);
    await this.#parts.onStep?.(epoch);
    this.#parts.signal.throwIfAborted();
    if (epoch > 0n) {
      const state = await readEpoch(chain, epoch);
      if (state.phase === 'submit' || state.phase === 'salt') await this.#giveSalt(state);
      if (state.phase === 'commit' || state.phase === 'reveal') await this.#log.open(epoch);
      if (state.phase === 'commit') await this.#judge(state);
      if (state.phase === 'reveal') await this.#revealAll(state);
    }
    await this.#closeFinished(epoch);
  }

  /** Whether it owes nothing in the current epoch. */
  async isIdle(): Promise<boolean> {
    const { chain, address } = this.#session;
    const epoch = await readCurrentEpoch(chain);
    if (epoch === 0n) return true;
    const { phase } = await readEpoch(chain, epoch);
    if (phase === 'submit' || phase === 'salt') {
      const { mine, mineRevealed } = await readSalts(chain, epoch, address);
      return mine === null || mineRevealed;
    }
    if (phase === 'draw') return false;
    if (phase !== 'commit' && phase !== 'reveal') return true;
    const { commitment, indices } = await readDuties(chain, epoch, address);
    if (phase === 'commit') return indices.length === 0;
    return commitment === null || commitment.revealed >= commitment.ballots;
  }

  /** Signs or sends what the history allows; undefined when it does not, which is logged once. */
  async #guarded<T>(statement: Statement, sign: () => Promise<T>): Promise<T | undefined> {
    try {
      return await guardedSign(this.#parts.history, this.#owner, statement, sign);
    } catch (error) {
      if (!(error instanceof LoamError) || !error.code.startsWith('SIGNING_')) throw error;
      if (!this.#refusals.has(error.message)) this.#session.context.log.warn('not signed', error);
      this.#refusals.add(error.message);
      return undefined;
    }
  }

  /** A salt follows from the account's key, so that a restarted node can open what it committed to. */
  async #giveSalt({ epoch, phase }: EpochState): Promise<void> {
    const { chain, address, context, descriptor } = this.#session;
    const { mine, mineRevealed } = await readSalts(chain, epoch, address);
    if (phase === 'submit' ? mine !== null || !this.#parts.takesMore() : mine === null || mineRevealed)
      return;
    const signature = await context.keystore.signer.account.signMessage({
      message: { raw: keccak256(stringToHex(`loam salt ${descriptor.id} ${epoch}`)) },
    });
    const salt = keccak256(signature);
    if (phase === 'submit')
      await this.#guarded({ kind: 'salt', epoch, hash: keccak256(salt) }, () =>
        commitSalt(chain, { epoch, salt }),
      );
    else await revealSalt(chain, { epoch, salt });
    this.#session.changes.notify();
  }

  async #judge(state: EpochState): Promise<void> {
    const { chain, address } = this.#session;
    const duties = await readDuties(chain, state.epoch, address);
    if (duties.indices.length === 0) return;
    const seed = await readItemsSeed(chain, state.epoch);
    const submissions = await readSubmissions(chain, state.epoch);
    const decided: Duty[] = [];
    let failure: unknown;
    for (const index of duties.indices) {
      const submission = submissions.find((s) => s.index === index);
      if (submission === undefined) continue;
      try {
        const duty = await this.#duty({ ...state, seed }, submission, duties);
        if (duty !== undefined) decided.push(duty);
      } catch (error) {
        // One bundle that cannot be had must not keep the others from being judged.
        this.#parts.signal.throwIfAborted();
        failure ??= error;
      }
    }
    await this.#commit(state, duties, decided);
    if (failure !== undefined) throw failure;
  }

  /**
   * The stored decision on a submission, made now when there is none; undefined when nothing may be said any more.
   *
   * @param state the epoch, with the seed that its items are drawn with
   */
  async #duty(state: EpochState, submission: SubmissionState, duties: Duties): Promise<Duty | undefined> {
    const { address, context, descriptor } = this.#session;
    const key = {
      network: descriptor.id,
      validator: address,
      epoch: state.epoch,
      index: BigInt(submission.index),
    };
    const duty = findDuty(context.db, key);
    if (duty !== undefined && !isAbout(duty, state, submission)) {
      // A chain that lost its last second has drawn again. What was decided about the old question is forgotten,
      // unless it was signed: nobody signs two verdicts on one submission.
      if (duty.signature !== null) return undefined;
      forgetDuty(context.db, key);
    } else if (duty !== undefined) return duty;
    return this.#decide(state, submission, duties);
  }

  async #decide(state: EpochState, submission: SubmissionState, duties: Duties): Promise<Duty> {
    const { chain, address, context, descriptor } = this.#session;
    const { epoch, seed } = state;
    const question = { seed, cid: submission.cid };
    const earlier = (await readSubmissions(chain, epoch)).filter(
      (s) => s.drawn && s.index < submission.index,
    );
    const judgement = await evaluateSubmission(
      this.#session,
      {
        epoch,
        index: BigInt(submission.index),
        seed,
        baseVersion: submission.baseVersion,
        cid: submission.cid,
        metricsHash: submission.metricsHash,
        earlier: earlier.map(({ cid }) => cid),
        former: await readFormerUpdates(chain, epoch),
      },
      { signal: this.#parts.signal },
    );
    const asked = (await readSubmissions(chain, epoch)).find((s) => s.index === submission.index);
    if ((await readItemsSeed(chain, epoch)) !== question.seed || asked?.cid !== question.cid) {
      throw new LoamError('QUESTION_CHANGED', 'The chain asks something else now.');
    }
    const suspicions = judgement.suspicions.slice(0, MAX_SUSPICIONS);
    if (suspicions.length > 0)
      context.log.info('suspicious update', {
        cid: digestToCid(submission.cid).toString(),
        why: suspicions.join(' '),
      });
    const attestation: Attestation = {
      epoch,
      index: BigInt(submission.index),
      validator: address,
      pass: judgement.pass,
      utilityPpm: judgement.utilityPpm,
      uniquenessPpm: judgement.uniquenessPpm,
      digest: judgement.digest,
      salt: bytesToHex(context.random(32)),
    };
    const { pass, uniquenessPpm, digest, salt } = attestation;
    return decideDuty(
      context.db,
      { network: descriptor.id, validator: address, epoch, index: attestation.index },
      {
        pass,
        utilityPpm: BigInt(attestation.utilityPpm),
        uniquenessPpm,
        round: duties.round,
        digest,
        salt,
        commitment: attestationLeaf(attestation),
        evidence: { ...judgement.evidence, ...question, suspicions },
      },
      context.now(),
    );
  }

  async #commit(state: EpochState, duties: Duties, decided: readonly Duty[]): Promise<void> {
    const { chain, context } = this.#session;
    const { epoch, round } = state;
    if (decided.length === 0) return;
    const { root, kept } = roundCommitment(decided);
    if (duties.commitment?.root !== kept) {
      if ((duties.commitment?.ballots ?? 0) >= decided.length && duties.commitment !== null) return;
      const now = await readEpoch(chain, epoch);
      if (now.phase !== 'commit' || now.round !== round || now.seed !== state.seed) return;
      const ballots = decided.length;
      const sent = await this.#guarded(
        { kind: 'commitment', epoch, round, question: state.seed, ballots, hash: root },
        async () => ({ hash: await commit(chain, { epoch, round, root, ballots }) }),
      );
      if (sent === undefined) return;
      context.log.info('verdicts committed', { epoch: Number(epoch), round, count: decided.length });
      this.#session.changes.notify();
    }
    for (const duty of decided) markCommitted(context.db, duty, context.now());
  }

  async #revealAll(state: EpochState): Promise<void> {
    const { chain, address, context } = this.#session;
    const { epoch, round } = state;
    if (this.#revealRound !== `${epoch} ${round}`) {
      this.#revealRound = `${epoch} ${round}`;
      this.#revealSince = context.now();
    }
    const committed = await this.#committed(state);
    if (committed === undefined) return;
    const revealed = new Set(
      (await readReveals(chain, epoch))
        .filter((r) => r.validator.toLowerCase() === address.toLowerCase())
        .map((r) => r.index),
    );
    const mine: ProvenAttestation[] = [];
    const signed: GossipAttestation[] = [];
    for (const { duty, attestation, proof } of committed.ballots) {
      if (revealed.has(duty.index)) {
        markRevealed(context.db, duty, context.now());
        continue;
      }
      markCommitted(context.db, duty, context.now());
      const { index } = duty;
      const signature = await this.#guarded(
        { kind: 'attestation', epoch, round, index, hash: attestationLeaf(attestation) },
        async () => duty.signature ?? (await this.#sign(duty, attestation)),
      );
      if (signature === undefined) continue;
      signed.push(toGossip(attestation, proof, signature));
      mine.push({ attestation, proof });
    }
    // All of a round travel together; what was written before a restart is not written again.
    if (signed.length > 0) await this.#gossip(epoch, signed);
    if (mine.length === 0 || !(await this.#postsItself(state))) return;
    // Once it pays for a transaction it opens everybody's, so that the others need none.
    const gossiped = await (await this.#log.open(epoch)).all();
    await postReveals(chain, epoch, gossiped, address);
    await this.#postMissing(epoch, mine);
  }

  /** Opens what is still closed of its own, whatever the gossip holds. */
  async #postMissing(epoch: bigint, mine: readonly ProvenAttestation[]): Promise<void> {
    const { chain, address } = this.#session;
    const revealed = new Set(
      (await readReveals(chain, epoch))
        .filter((r) => r.validator.toLowerCase() === address.toLowerCase())
        .map((r) => r.index),
    );
    const missing = mine.filter(({ attestation }) => !revealed.has(attestation.index));
    if (missing.length > 0) await revealBatch(chain, missing);
  }

  /** Whether others had their time to post the attestations, or there is little left of it. */
  async #postsItself({ epoch, phaseEndsAt }: EpochState): Promise<boolean> {
    const { chain, context, address } = this.#session;
    const turn = postingPlace(address, Number(epoch), false) * OWN_REVEAL_SPREAD_MS;
    if (context.now() - this.#revealSince > OWN_REVEAL_AFTER_MS + turn) return true;
    return phaseEndsAt !== null && phaseEndsAt - (await readChainTime(chain)) < OWN_REVEAL_MARGIN_S;
  }

  /** What this node committed to in this round, as the chain has it; the node may have been killed before it noted it. */
  async #committed({ epoch, round }: EpochState): Promise<RoundCommitment | undefined> {
    const { chain, address, context, descriptor } = this.#session;
    const { commitment } = await readDuties(chain, epoch, address);
    if (commitment === null) return undefined;
    const decided = listDuties(context.db, { network: descriptor.id, validator: address, epoch }).filter(
      (duty) => duty.round === round,
    );
    if (commitment.ballots > decided.length) return undefined;
    const found = roundCommitment(decided, commitment.ballots);
    return found.kept === commitment.root ? found : undefined;
  }

  async #sign(duty: Duty, attestation: Attestation): Promise<Hex> {
    const { context, descriptor } = this.#session;
    const signature = await context.keystore.signer.account.signTypedData({
      domain: attestationDomain(descriptor.chainId, descriptor.contracts.Verdicts),
      types: ATTESTATION_TYPES,
      primaryType: 'Attestation',
      message: attestation,
    });
    saveSignature(context.db, duty, signature, context.now());
    return signature;
  }

  /** What gossip cannot carry now, this node posts itself a little later. */
  async #gossip(epoch: bigint, attestations: readonly GossipAttestation[]): Promise<void> {
    try {
      await (await this.#log.open(epoch)).append(...attestations);
    } catch (error) {
      this.#session.context.log.warn('attestations could not be gossiped', error);
    }
  }

  async #closeFinished(current: bigint): Promise<void> {
    const { chain, address, context, descriptor } = this.#session;
    const open = listOpenDuties(context.db, { network: descriptor.id, validator: address });
    for (const epoch of new Set(open.map((duty) => duty.epoch))) {
      if (epoch === current && (await readEpoch(chain, epoch)).phase !== 'final') continue;
      // What is due is known once the reward is allotted.
      if ((await readAllotment(chain, epoch)) === undefined) continue;
      if ((await readClaimable(chain, epoch, address)).validator !== null) {
        await claim(chain, { epoch, account: address });
        this.#claimedAt = context.now();
      }
      // A payment counts when the chain still knows it a while later.
      if (context.now() - this.#claimedAt < CLAIM_SETTLES_MS) continue;
      const submissions = await readSubmissions(chain, epoch);
      for (const duty of open) {
        if (duty.epoch !== epoch) continue;
        const status = submissions.find((s) => BigInt(s.index) === duty.index)?.status;
        closeDuty(context.db, duty, status ?? 'forgotten', context.now());
      }
    }
  }
}

/** Whether a decision answers what the chain asks now. */
function isAbout(duty: Duty, { seed }: EpochState, { cid }: SubmissionState): boolean {
  const { evidence } = duty as { evidence?: { seed?: unknown; cid?: unknown } };
  return evidence?.seed === seed && evidence.cid === cid;
}

/** The form in which an attestation travels. */
function toGossip(attestation: Attestation, proof: readonly Hex[], signature: Hex): GossipAttestation {
  return {
    ...attestation,
    epoch: Number(attestation.epoch),
    index: Number(attestation.index),
    validator: attestation.validator.toLowerCase() as Hex,
    proof: [...proof],
    signature,
  };
}
