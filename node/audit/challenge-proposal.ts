import type { AuditCheck } from '../../protocol/api/audit-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { auditEpoch } from './auditor.ts';
import { openLiveSource } from './live-source.ts';
import { makeAuditReport } from './make-audit-report.ts';
import { disputeTarget, type OpenedDispute, openAuditDispute } from './open-audit-dispute.ts';
import { signAuditReport } from './sign-audit-report.ts';

/** What came of looking at somebody else's proposal. */
export type ChallengeResult =
  | { readonly verdict: 'right' }
  | {
      readonly verdict: 'wrong';
      readonly wrong: readonly AuditCheck[];
      readonly dispute: OpenedDispute | null;
    };

/** How a failure to read or compute looks in a comparison; it says something about this machine, not about the proposal. */
const OWN_TROUBLE = /^[A-Z]+(_[A-Z]+)+: /;
const NO_RUN_AGAIN: ReadonlySet<number> = new Set();

/**
 * Merges an epoch again whose manifest was proposed and is not final yet, and disputes a wrong one with a signed
 * report as evidence. Verdicts are left alone: their own contest is over.
 *
 * @throws LoamError `CHALLENGE_UNDECIDED` when the proposal could not be fetched or recomputed here; try again
 */
export async function challengeProposal(
  session: NetworkSession,
  epoch: bigint,
  signal: AbortSignal,
): Promise<ChallengeResult> {
  const source = await openLiveSource(session, epoch);
  const checks: AuditCheck[] = [];
  for await (const event of auditEpoch(source, { only: NO_RUN_AGAIN }, signal))
    if (event.type === 'check') checks.push(event.check);
  const undecided = checks.find(({ ok, actual }) => !ok && OWN_TROUBLE.test(actual));
  if (undecided !== undefined) {
    throw new LoamError('CHALLENGE_UNDECIDED', `The proposal of epoch ${epoch} cannot be checked yet.`, {
      hint: 'It is tried again while the proposal can be challenged.',
      data: { check: undecided.check, found: undecided.actual.slice(0, 200) },
    });
  }
  const report = makeAuditReport(source, checks, { only: NO_RUN_AGAIN, now: session.context.now() });
  if (disputeTarget({ report }, false)?.kind !== 'manifest') return { verdict: 'right' };
  const wrong = checks.filter(({ ok }) => !ok);
  const signed = await signAuditReport(session.context.keystore.signer, report);
  try {
    return { verdict: 'wrong', wrong, dispute: await openAuditDispute(session, signed, { isFinal: false }) };
  } catch (error) {
    // Somebody was faster; one dispute is enough.
    if (error instanceof LoamError && error.code === 'CHAIN_ALREADY_DISPUTED')
      return { verdict: 'wrong', wrong, dispute: null };
    throw error;
  }
}
