import type { WalletAction } from '../../protocol/api/wallet-schemas.ts';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import type { Plan } from './plan.ts';
import { planGovernance } from './plan-governance.ts';
import { planOwn } from './plan-own.ts';

/** An action that comes to transactions. */
export type PlannedAction = Exclude<WalletAction, { kind: 'message' | 'typedData' }>;

/**
 * What the node does by itself with its own rules: a call of these by hand could contradict what the node has signed,
 * which costs the bond.
 */
const NODE_ONLY: readonly ContractName[] = ['EpochManager', 'Verdicts', 'Randomness'];

/** The transactions of an action, and what they move. Nothing is sent. @throws LoamError `SIGN_NODE_ONLY`, `WALLET_NOTHING_DUE` */
export async function planAction(chain: ChainClient, from: Hex, action: PlannedAction): Promise<Plan> {
  switch (action.kind) {
    case 'stake':
    case 'unstake':
    case 'withdraw':
    case 'claim':
    case 'sendLoam':
    case 'sendNative':
      return planOwn(chain, from, action);
    case 'call': {
      const to = action.to.toLowerCase();
      const taken = NODE_ONLY.find((name) =>
        chain.everyAddress[name].some((address) => address.toLowerCase() === to),
      );
      if (taken !== undefined) {
        throw new LoamError('SIGN_NODE_ONLY', `Calls of ${taken} are made by the node itself.`, {
          hint: 'A call by hand could contradict what the node has signed, and cost its stake.',
        });
      }
      const value = BigInt(action.value);
      return {
        steps: [{ to: action.to, data: action.data, value }],
        moves: value === 0n ? [] : [{ asset: 'native', amount: action.value, way: 'pay', backAfterS: null }],
      };
    }
    default:
      return planGovernance(chain, from, action);
  }
}
