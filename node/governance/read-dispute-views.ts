import { isAddressEqual } from 'viem';
import type { Dispute } from '../../protocol/api/governance-schemas.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { disputeCourtAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { RULINGS, type Ruling, verdictOf } from '../chain/disputes.ts';
import { jurySalt } from '../chain/jury-salt.ts';
import { readEvents } from '../chain/read-events.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { type DisputeEntry, readDisputes } from '../chain/reads/read-disputes.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { rehearse } from '../chain/rehearse.ts';
import { ENTRIES_LISTED } from './limits.ts';

type Can = Dispute['can'][number];

/** The disputes of a network as an account sees them, newest first. */
export async function readDisputeViews(chain: ChainClient, account: Hex): Promise<Dispute[]> {
  const search = { contract: 'DisputeCourt', abi: disputeCourtAbi } as const;
  const [disputes, voted, opened, { dispute: rules }, now] = await Promise.all([
    readDisputes(chain),
    readEvents(chain, { ...search, eventName: 'VoteCommitted' }),
    readEvents(chain, { ...search, eventName: 'VoteRevealed' }),
    readParameters(chain),
    readChainTime(chain),
  ]);
  const newest = disputes.slice(-ENTRIES_LISTED).toReversed();
  return Promise.all(
    newest.map(async (one) => {
      const ofRound = <T extends { readonly args: { id: bigint; round: bigint; juror: Hex } }>(
        events: readonly T[],
      ) => events.filter(({ args }) => args.id === one.id && args.round === BigInt(one.round));
      const committed = ofRound(voted);
      const revealed = ofRound(opened);
      const has = (events: typeof committed | typeof revealed) =>
        events.some(({ args }) => isAddressEqual(args.juror, account));
      const sits = one.jurors.some((juror) => juror !== '0x' && isAddressEqual(juror, account));
      const duty =
        sits && one.state === 'vote' && !has(committed)
          ? 'vote'
          : sits && one.state === 'reveal' && has(committed) && !has(revealed)
            ? 'reveal'
            : null;
      return {
        ...(await plain(one)),
        maxRounds: rules.maxAppeals + 1,
        voted: committed.length,
        opened: revealed.length,
        duty,
        myRuling: duty === 'reveal' ? await findRuling(chain, account, one) : null,
        can: possible(one, account, now, { revealed: revealed.length, maxRounds: rules.maxAppeals + 1 }),
      } satisfies Dispute;
    }),
  );
}

async function plain(one: DisputeEntry) {
  const verdict = one.kind === 'verdict' ? verdictOf(one.subject) : null;
  return {
    id: one.id.toString(),
    kind: one.kind,
    subject: Number(verdict?.epoch ?? one.subject),
    index: verdict === null ? null : Number(verdict.index),
    state: one.state,
    ruling: one.ruling,
    round: one.round,
    deadline: one.deadline,
    opener: one.opener,
    respondent: one.respondent,
    bond: one.bond.toString(),
    appealBond: (one.bond << BigInt(one.round)).toString(),
    evidence: one.evidence.map((digest) => digestToCid(digest).toString()),
    jurors: one.jurors.filter((juror) => juror !== '0x'),
  };
}

/** What can be done now; only who lost can appeal, which the contract knows better than this account's address tells. */
function possible(
  { state, deadline, jurors, ruling, opener, respondent, round, kind }: DisputeEntry,
  account: Hex,
  now: number,
  { revealed, maxRounds }: { readonly revealed: number; readonly maxRounds: number },
): Can[] {
  const can: Can[] = [];
  if (state === 'vote' && jurors.length === 0) can.push('drawJury');
  if (state === 'reveal' && (now >= deadline || revealed >= new Set(jurors).size)) can.push('countJury');
  if (state === 'appeal' && now >= deadline) can.push('closeDispute');
  const lost =
    ruling === 'uphold'
      ? isAddressEqual(opener, account)
      : kind === 'dataSet' || (respondent !== null && isAddressEqual(respondent, account));
  if (state === 'appeal' && now < deadline && round < maxRounds && lost) can.push('appeal');
  if (state !== 'closed') can.push('addEvidence');
  return can;
}

/** Which ruling a sealed vote is for: the one that the court would open. */
async function findRuling(
  chain: ChainClient,
  account: Hex,
  { id, round }: DisputeEntry,
): Promise<Exclude<Ruling, 'none'> | null> {
  const salt = await jurySalt(chain, { id, round });
  for (const ruling of RULINGS) {
    if (ruling === 'none') continue;
    const args = [id, account, RULINGS.indexOf(ruling), salt];
    const opens = await rehearse(chain, account, [
      { contract: 'DisputeCourt', functionName: 'revealVote', args },
    ]).then(
      () => true,
      () => false,
    );
    if (opens) return ruling;
  }
  return null;
}
