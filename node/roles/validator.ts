import { bytesToHex } from 'viem';
import {
  ATTESTATION_TYPES,
  type Attestation,
  attestationCommitment,
  attestationDomain,
} from '../../protocol/attestation/attestation-typed-data.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { claim } from '../chain/actions/claim.ts';
import { commit } from '../chain/actions/commit.ts';
import { revealBatch } from '../chain/actions/reveal-batch.ts';
import { readBallot } from '../chain/reads/read-ballot.ts';
import { readClaimable } from '../chain/reads/read-claimable.ts';
import { readCommittee } from '../chain/reads/read-committee.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { type EpochState, readEpoch } from '../chain/reads/read-epoch.ts';
import { readReveals } from '../chain/reads/read-reveals.ts';
import { readSubmission, readSubmissions, type SubmissionState } from '../chain/reads/read-submission.ts';
import {
  closeDuty,
  type Duty,
  decideDuty,
  findDuty,
  forgetDuty,
  listOpenDuties,
  markCommitted,
  markRevealed,
  saveSignature,
} from '../database/verdicts.ts';
import { CLAIM_SETTLES_MS } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { evaluateSubmission } from '../verification/evaluate-submission.ts';
import { CurrentEpochLog } from './current-epoch-log.ts';
import { roleLoop } from './role-loop.ts';

/** Milliseconds after which a validator posts its own attestation when nobody posted it from the gossip. */
const OWN_REVEAL_AFTER_MS = 6_000;

/**
 * Judges what the chain draws this node for: evaluates in the verification profile, commits, signs and gossips
 * the attestation in the reveal phase, posts it itself when nobody does, claims what it earned.
 * Every decision is in the database before anything leaves the machine, so that a crash cannot lead to two verdicts.
 */
export class Validator {
  readonly #session: NetworkSession;
  readonly #log: CurrentEpochLog;
  #revealSince = 0;
  #revealEpoch = 0n;
  #claimedAt = 0;

  constructor(session: NetworkSession) {
    this.#session = session;
    this.#log = new CurrentEpochLog(session.gossip);
  }

  /** Runs until the session ends. */
  async run(): Promise<void> {
    try {
      await roleLoop(this.#session, 'validator', () => this.#step());
    } finally {
      await this.#log.close();
    }
  }

  async #step(): Promise<void> {
    const { chain } = this.#session;
    const epoch = await readCurrentEpoch(chain);
    if (epoch > 0n) {
      const state = await readEpoch(chain, epoch);
      if (state.phase === 'commit') await this.#commitAll(state);
      if (state.phase === 'commit' || state.phase === 'reveal') await this.#log.open(epoch);
      if (state.phase === 'reveal') await this.#revealAll(state);
    }
    await this.#closeFinished(epoch);
  }

  async #commitAll(state: EpochState): Promise<void> {
    const { chain, address } = this.#session;
    let failure: unknown;
    for (let index = 0n; index < BigInt(state.submissions); index++) {
      const committee = await readCommittee(chain, state.epoch, index);
      if (!committee.some((member) => member.toLowerCase() === address.toLowerCase())) continue;
      try {
        await this.#commitOne(state, index);
      } catch (error) {
        // One bundle that cannot be had must not keep the others from being judged.
        this.#session.signal.throwIfAborted();
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
  }

  async #commitOne(state: EpochState, index: bigint): Promise<void> {
    const { chain, address, context, descriptor } = this.#session;
    const key = { network: descriptor.id, validator: address, epoch: state.epoch, index };
    const { commitment } = await readBallot(chain, state.epoch, index, address);
    const submission = await readSubmission(chain, state.epoch, index);
    let duty = findDuty(context.db, key);
    if (duty !== undefined && !isAbout(duty, state, submission)) {
      // A chain that lost its last second has drawn again. What was decided about the old question is forgotten,
      // unless it was signed: nobody signs two verdicts on one submission.
      if (commitment === duty.commitment || duty.signature !== null) return;
      forgetDuty(context.db, key);
      duty = undefined;
    }
    duty ??= await this.#decide(state, index, submission);
    if (commitment === duty.commitment) {
      markCommitted(context.db, key, context.now());
      return;
    }
    const now = await readEpoch(chain, state.epoch);
    if (now.phase !== 'commit' || now.seed !== state.seed) return;
    await commit(chain, { epoch: state.epoch, index, commitment: duty.commitment });
    markCommitted(context.db, key, context.now());
    context.log.info('verdict committed', {
      epoch: Number(state.epoch),
      index: Number(index),
      pass: duty.pass,
    });
    this.#session.changes.notify();
  }

  async #decide(state: EpochState, index: bigint, submission: SubmissionState): Promise<Duty> {
    const { chain, address, context, descriptor } = this.#session;
    const judgement = await evaluateSubmission(
      this.#session,
      {
        epoch: state.epoch,
        index,
        seed: state.seed,
        baseVersion: submission.baseVersion,
        cid: submission.cid,
        metricsHash: submission.metricsHash,
      },
      { signal: this.#session.signal },
    );
    const question = { seed: state.seed, cid: submission.cid };
    const now = await readEpoch(chain, state.epoch);
    if (
      now.seed !== question.seed ||
      (await readSubmission(chain, state.epoch, index)).cid !== question.cid
    ) {
      throw new LoamError('QUESTION_CHANGED', 'The chain asks something else now.');
    }
    const attestation: Attestation = {
      epoch: state.epoch,
      index,
      validator: address,
      pass: judgement.pass,
      utilityPpm: BigInt(judgement.utilityPpm),
      digest: judgement.digest,
      salt: bytesToHex(context.random(32)),
    };
    const key = { network: descriptor.id, validator: address, epoch: state.epoch, index };
    const { pass, utilityPpm, digest, salt } = attestation;
    const commitment = attestationCommitment(attestation);
    return decideDuty(
      context.db,
      key,
      { pass, utilityPpm, digest, salt, commitment, evidence: { ...judgement.evidence, ...question } },
      context.now(),
    );
  }

  async #revealAll(state: EpochState): Promise<void> {
    const { chain, address, context, descriptor } = this.#session;
    if (this.#revealEpoch !== state.epoch) {
      this.#revealEpoch = state.epoch;
      this.#revealSince = context.now();
    }
    const revealed = new Set(
      (await readReveals(chain, state.epoch))
        .filter((r) => r.validator.toLowerCase() === address.toLowerCase())
        .map((r) => r.index),
    );
    const mine = listOpenDuties(context.db, { network: descriptor.id, validator: address }).filter(
      (duty) => duty.epoch === state.epoch,
    );
    for (const duty of mine) {
      if (revealed.has(duty.index)) {
        markRevealed(context.db, duty, context.now());
        continue;
      }
      // The chain knows what was committed; a node that was killed may not have noted it.
      const { commitment } = await readBallot(chain, duty.epoch, duty.index, address);
      if (commitment !== duty.commitment) continue;
      markCommitted(context.db, duty, context.now());
      const attestation = toAttestation(duty);
      const signature = duty.signature ?? (await this.#sign(duty, attestation));
      if (duty.signature === null) await this.#gossip(attestation, signature);
      if (context.now() - this.#revealSince > OWN_REVEAL_AFTER_MS)
        await revealBatch(chain, [{ attestation, signature }]);
    }
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

  async #gossip(attestation: Attestation, signature: Hex): Promise<void> {
    const log = await this.#log.open(attestation.epoch);
    await log.append({
      epoch: Number(attestation.epoch),
      index: Number(attestation.index),
      validator: attestation.validator.toLowerCase() as Hex,
      pass: attestation.pass,
      utilityPpm: Number(attestation.utilityPpm),
      digest: attestation.digest,
      salt: attestation.salt,
      signature,
    });
  }

  async #closeFinished(current: bigint): Promise<void> {
    const { chain, address, context, descriptor } = this.#session;
    const epochs = new Set(
      listOpenDuties(context.db, { network: descriptor.id, validator: address }).map((duty) => duty.epoch),
    );
    for (const epoch of epochs) {
      if (epoch === current && (await readEpoch(chain, epoch)).phase !== 'final') continue;
      if ((await readClaimable(chain, epoch, address)) > 0n) {
        await claim(chain, { epoch, account: address });
        this.#claimedAt = context.now();
      }
      // A payment counts when the chain still knows it a while later.
      if (context.now() - this.#claimedAt < CLAIM_SETTLES_MS) continue;
      const submissions = await readSubmissions(chain, epoch);
      for (const duty of listOpenDuties(context.db, { network: descriptor.id, validator: address })) {
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

function toAttestation(duty: Duty): Attestation {
  const { epoch, index, validator, pass, utilityPpm, digest, salt } = duty;
  return { epoch, index, validator: validator as Hex, pass, utilityPpm, digest, salt };
}
