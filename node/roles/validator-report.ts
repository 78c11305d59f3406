import type { ValidatorReport } from '../../protocol/api/validator-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { readCommittees } from '../chain/reads/read-committee.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { type Duties, readDuties } from '../chain/reads/read-duties.ts';
import { type EpochState, readEpoch } from '../chain/reads/read-epoch.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import type { Database } from '../database/open-database.ts';
import { readSuspicions } from '../verification/read-suspicions.ts';

/** Epochs that the performance covers. */
const EPOCHS_COVERED = 20;

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
  const [newest, chainTime, node, fines] = await Promise.all([
    readCurrentEpoch(chain),
    readChainTime(chain),
    readNode(chain, validator),
    readEvents(chain, {
      contract: 'NodeRegistry',
      abi: nodeRegistryAbi,
      eventName: 'Slashed',
      args: { node: validator },
    }),
  ]);
  const epoch = newest === 0n ? null : await readEpoch(chain, newest);
  const duties = epoch === null ? undefined : await readDuties(chain, newest, validator);
  const ahead = epoch === null || duties === undefined ? [] : dutiesAhead(epoch, duties);
  const first = newest > BigInt(EPOCHS_COVERED) ? newest - BigInt(EPOCHS_COVERED) + 1n : 1n;
  const performance = {
    epochs: Number(newest - first + 1n),
    drawn: 0,
    revealed: 0,
    agreed: 0,
    missed: 0,
    fined: fines.reduce((sum, { args }) => sum + args.amount, 0n).toString(),
  };
  for (let at = first; at <= newest; at++)
    await addEpoch(chain, at, { validator, node: node.number }, performance);
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

/** How a validator did in one epoch: verdicts it was drawn for, revealed and missed. */
export async function readEpochPerformance(
  chain: ChainClient,
  epoch: bigint,
  validator: Hex,
): Promise<{ readonly drawn: number; readonly revealed: number; readonly missed: number }> {
  const sum = { epochs: 1, drawn: 0, revealed: 0, agreed: 0, missed: 0, fined: '0' };
  const { number } = await readNode(chain, validator);
  await addEpoch(chain, epoch, { validator, node: number }, sum);
  return sum;
}

async function addEpoch(
  chain: ChainClient,
  epoch: bigint,
  { validator, node }: { readonly validator: Hex; readonly node: number },
  sum: ValidatorReport['performance'],
): Promise<void> {
  const [log, committees, submissions, { phase }] = await Promise.all([
    readEpochLog(chain, epoch),
    readCommittees(chain, epoch),
    readSubmissions(chain, epoch),
    readEpoch(chain, epoch),
  ]);
  const isOpen = ['salt', 'draw', 'commit', 'reveal'].includes(phase);
  for (const { index, status, digest } of submissions) {
    if (!(committees.get(index) ?? []).some((seat) => seat.node === node)) continue;
    sum.drawn++;
    const said = log.reveals.find(
      (reveal) =>
        Number(reveal.index) === index && reveal.validator.toLowerCase() === validator.toLowerCase(),
    );
    if (said === undefined) {
      if (!isOpen) sum.missed++;
      continue;
    }
    sum.revealed++;
    if ((status === 'accepted' || status === 'rejected') && said.digest === digest) sum.agreed++;
  }
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
