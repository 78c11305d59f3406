import { allot } from '../chain/actions/allot.ts';
import { credit } from '../chain/actions/credit.ts';
import { draw } from '../chain/actions/draw.ts';
import { enforce } from '../chain/actions/enforce.ts';
import { finalize } from '../chain/actions/finalize.ts';
import { settle } from '../chain/actions/settle.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readAllotment } from '../chain/reads/read-allotment.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { type EpochState, readEpoch } from '../chain/reads/read-epoch.ts';
import { readFinalizable } from '../chain/reads/read-finalizable.ts';
import { readUncredited } from '../chain/reads/read-uncredited.ts';
import { readUnenforced } from '../chain/reads/read-unenforced.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { roleLoop } from './role-loop.ts';

const DRAW_PAGE = 16;
const SETTLE_PAGE = 16;
const CREDIT_PAGE = 256;

/**
 * Moves an epoch on where only a transaction is missing: draw, settle, finalize, the allotment of the reward, the
 * learners' reputation, and the fines that somebody has to enforce. Anyone may; aggregators do it at once, everybody else after `patienceMs`, so that an epoch never hangs on
 * one node.
 */
export function keepEpochs(session: NetworkSession, patienceMs: number): Promise<void> {
  let since = 0;
  let waitingFor = '';
  return roleLoop(session, 'keeper', async () => {
    const { chain, context } = session;
    const epoch = await readCurrentEpoch(chain);
    if (epoch === 0n) return;
    const task = await dueTask(session, await readEpoch(chain, epoch));
    if ((task?.name ?? '') !== waitingFor) {
      waitingFor = task?.name ?? '';
      since = context.now();
    }
    if (task === undefined || context.now() - since < patienceMs) return;
    await task.run();
    context.log.info('epoch moved on', { epoch: Number(epoch), what: task.name });
    session.changes.notify();
  });
}

interface Task {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** What only a transaction can move on now. */
async function dueTask({ chain, batches }: NetworkSession, state: EpochState): Promise<Task | undefined> {
  const { epoch, phase, round } = state;
  // The next epoch may open before anybody has fetched the last one's reward.
  if (phase === 'submit') return epoch > 1n ? rewardTask(chain, epoch - 1n) : undefined;
  if (phase === 'draw')
    return {
      name: `draw ${epoch} ${round}`,
      run: () => draw(chain, { epoch, max: DRAW_PAGE, openBatch: batches.lists.open }),
    };
  if (phase === 'settle')
    return { name: `settle ${epoch} ${round}`, run: () => settle(chain, { epoch, max: SETTLE_PAGE }) };
  if (phase !== 'aggregate' && phase !== 'challenge' && phase !== 'final') return undefined;
  const index = (await readUnenforced(chain, epoch))[0];
  if (index !== undefined)
    return { name: `enforce ${epoch} ${index}`, run: () => enforce(chain, { epoch, index: BigInt(index) }) };
  if (phase !== 'final') return undefined;
  if (await readFinalizable(chain)) return { name: `finalize ${epoch}`, run: () => finalize(chain) };
  return rewardTask(chain, epoch);
}

/** What a final epoch still owes everybody: its allotment, then reputation for what was accepted. */
async function rewardTask(chain: ChainClient, epoch: bigint): Promise<Task | undefined> {
  if ((await readAllotment(chain, epoch)) === undefined)
    return { name: `allot ${epoch}`, run: () => allot(chain, { epoch }) };
  const indices = (await readUncredited(chain, epoch)).slice(0, CREDIT_PAGE);
  if (indices.length === 0) return undefined;
  return { name: `credit ${epoch} ${indices[0]}`, run: () => credit(chain, { epoch, indices }) };
}
