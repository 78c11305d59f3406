import { draw } from '../chain/actions/draw.ts';
import { finalize } from '../chain/actions/finalize.ts';
import { settle } from '../chain/actions/settle.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readFinalizable } from '../chain/reads/read-finalizable.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { roleLoop } from './role-loop.ts';

const DRAW_PAGE = 16;
const SETTLE_PAGE = 16;

/**
 * Moves an epoch on where only a transaction is missing: draw, settle, finalize. Anyone may; aggregators do it at
 * once, everybody else after `patienceMs`, so that an epoch never hangs on one node.
 */
export function keepEpochs(session: NetworkSession, patienceMs: number): Promise<void> {
  let since = 0;
  let waitingFor = '';
  return roleLoop(session, 'keeper', async () => {
    const { chain, context } = session;
    const epoch = await readCurrentEpoch(chain);
    if (epoch === 0n) return;
    const state = await readEpoch(chain, epoch);
    const due =
      state.phase === 'draw' || state.phase === 'settle'
        ? `${state.phase} ${epoch}`
        : state.phase === 'final' && (await readFinalizable(chain))
          ? `finalize ${epoch}`
          : '';
    if (due !== waitingFor) {
      waitingFor = due;
      since = context.now();
    }
    if (due === '' || context.now() - since < patienceMs) return;
    if (state.phase === 'draw') await draw(chain, { epoch, max: DRAW_PAGE });
    else if (state.phase === 'settle') await settle(chain, { epoch, max: SETTLE_PAGE });
    else await finalize(chain, { epoch });
    context.log.info('epoch moved on', { epoch: Number(epoch), what: due });
    session.changes.notify();
  });
}
