import type { ValidatorReport } from '../../protocol/api/validator-schemas.ts';
import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { nodeRegistryAbi, rewardPoolAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { type Duties, readDuties } from '../chain/reads/read-duties.ts';
import { type EpochState, readEpoch } from '../chain/reads/read-epoch.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import type { Database } from '../database/open-database.ts';
import { readSuspicions } from '../verification/read-suspicions.ts';
import { type DutyOutcome, type EpochDuties, readEpochDuties } from './epoch-duties.ts';

/** Epochs that the performance covers. */
const EPOCHS_COVERED = 20;
/** Fines that it names one by one. */
const FINES_SHOWN = 10;

/**
 * Reads what a validator has ahead and how it did in the last epochs from the chain, and what it found odd from its own
 * database.
 *
 * @param db null where there is none
 */
export async function readValidatorReport(
  chain: ChainClient,
  validator: Hex,
  db: Database | null,
): Promise<ValidatorReport> {
  const [newest, chainTime, node, fines, paid, rules] = await Promise.all([
    readCurrentEpoch(chain),
    readChainTime(chain),
    readNode(chain, validator),
    readFines(chain, validator),
    readEvents(chain, {
      contract: 'RewardPool',
      abi: rewardPoolAbi,
      eventName: 'ValidatorPaid',
      args: { validator },
    }),
    readParameters(chain),
  ]);
  const epoch = newest === 0n ? null : await readEpoch(chain, newest);
  const duties = epoch === null ? undefined : await readDuties(chain, newest, validator);
  const ahead = epoch === null || duties === undefined ? [] : dutiesAhead(epoch, duties);
  const first = newest > BigInt(EPOCHS_COVERED) ? newest - BigInt(EPOCHS_COVERED) + 1n : 1n;
  const done: EpochDuties[] = [];
  for (let at = first; at <= newest; at++)
    done.push(await readEpochDuties(chain, at, { validator, node: node.number }));
  const outcomes = done.flatMap((one) => one.outcomes);
  const count = (...wanted: DutyOutcome[]) => outcomes.filter((one) => wanted.includes(one)).length;
  const performance = {
    epochs: Number(newest - first + 1n),
    drawn: outcomes.length,
    revealed: count('given', 'agreed', 'disagreed'),
    agreed: count('agreed'),
    missed: count('missed'),
    fined: fines.reduce((sum, { args }) => sum + args.amount, 0n).toString(),
    missedInARow: missedInARow(outcomes),
    earned: paid.reduce((sum, { args }) => sum + args.amount, 0n).toString(),
  };
  return {
    network: chain.descriptor.id,
    validator: validator.toLowerCase(),
    stake: node.stake.toString(),
    reputationPpm: node.reputationPpm,
    chainTime,
    epoch:
      epoch === null
        ? null
        : {
            epoch: Number(newest),
            phase: epoch.phase,
            round: epoch.round,
            phaseEndsAt: epoch.phaseEndsAt,
          },
    duties: ahead,
    performance,
    epochs: done.map(({ epoch: number, openedAt, outcomes: of }) => ({
      epoch: Number(number),
      openedAt,
      drawn: of.length,
      agreed: of.filter((one) => one === 'agreed').length,
      disagreed: of.filter((one) => one === 'disagreed').length,
      missed: of.filter((one) => one === 'missed').length,
      open: of.filter((one) => one === 'open' || one === 'given').length,
      earned: paid
        .filter(({ args }) => args.epoch === number)
        .reduce((sum, { args }) => sum + args.amount, 0n)
        .toString(),
    })),
    bond: {
      stake: node.stake.toString(),
      minStake: (rules.stake.minStake * STAKE_UNIT).toString(),
      unbonding: node.unbonding.toString(),
      unbondAt: node.unbonding === 0n ? 0 : node.unbondAt,
      unbondEpoch: Number(node.unbondEpoch),
      unbondEpochFinal: await isFinal(chain, node.unbondEpoch, newest),
      unbondSeconds: rules.stake.unbondSeconds,
      silenceBps: rules.committee.silenceBps,
      dissentBps: rules.committee.dissentBps,
      fines: await datedFines(chain, fines.slice(-FINES_SHOWN).reverse()),
    },
    suspicions: db === null ? [] : readSuspicions(db, { network: chain.descriptor.id, validator }),
    sentence: sentenceOf(node.roles.includes('validator'), epoch, ahead, chainTime),
  };
}

function dutiesAhead(
  { phase, phaseEndsAt }: EpochState,
  { indices, seats, commitment }: Duties,
): ValidatorReport['duties'] {
  const committed = commitment !== null && commitment.ballots >= indices.length;
  const isOpen = commitment !== null && commitment.revealed < commitment.ballots;
  const next =
    phase === 'commit' && !committed
      ? 'commit'
      : (phase === 'commit' || phase === 'reveal') && isOpen
        ? 'reveal'
        : 'nothing';
  return indices.map((index) => ({
    index,
    seats: seats.get(index) ?? 0,
    next,
    deadline: next === 'nothing' || (next === 'reveal' && phase === 'commit') ? null : phaseEndsAt,
  }));
}

/** All that was taken from a node's bond since the network began, wei of LOAM. */
export async function readFined(chain: ChainClient, node: Hex): Promise<bigint> {
  return (await readFines(chain, node)).reduce((sum, { args }) => sum + args.amount, 0n);
}

function readFines(chain: ChainClient, node: Hex) {
  return readEvents(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    eventName: 'Slashed',
    args: { node },
  });
}

/** Verdicts that a validator missed without one in between that it gave, newest backwards; what is open does not count. */
export function missedInARow(outcomes: readonly DutyOutcome[]): number {
  const due = outcomes.filter((one) => one !== 'open');
  const last = due.findLastIndex((one) => one !== 'missed');
  return due.length - 1 - last;
}

async function isFinal(chain: ChainClient, epoch: bigint, newest: bigint): Promise<boolean> {
  if (epoch === 0n || epoch < newest) return true;
  return (await readEpoch(chain, epoch)).phase === 'final';
}

async function datedFines(
  chain: ChainClient,
  fines: readonly { readonly args: { readonly amount: bigint }; readonly blockNumber: bigint }[],
): Promise<ValidatorReport['bond']['fines']> {
  return Promise.all(
    fines.map(async ({ args, blockNumber }) => ({
      amount: args.amount.toString(),
      at: Number((await chain.reading(() => chain.public.getBlock({ blockNumber }))).timestamp),
    })),
  );
}

function sentenceOf(
  isValidator: boolean,
  epoch: EpochState | null,
  ahead: ValidatorReport['duties'],
  chainTime: number,
): string {
  if (!isValidator) return 'This account is not a validator of this network.';
  if (epoch === null) return 'The network has had no epoch yet.';
  const due = ahead.filter(({ next }) => next !== 'nothing');
  const [first] = due;
  if (first === undefined)
    return `Epoch ${epoch.epoch} is in the phase ‘${epoch.phase}’. Nothing is to be done now.`;
  const left = first.deadline === null ? '' : ` within ${Math.max(0, first.deadline - chainTime)} s`;
  const what = first.next === 'commit' ? 'to be judged and committed to' : 'to be revealed';
  return `Epoch ${epoch.epoch}: ${due.length === 1 ? 'one verdict is' : `${due.length} verdicts are`} ${what}${left}.`;
}
