import type { WalletAction } from '../../protocol/api/wallet-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { claimCalls } from './claim-calls.ts';
import { callStep, loamMove, type Plan, stepsWithAllowance } from './plan.ts';
import { readClaims } from './read-claims-due.ts';

type Own = Extract<
  WalletAction,
  { kind: 'stake' | 'unstake' | 'withdraw' | 'claim' | 'sendLoam' | 'sendNative' }
>;

/** What a movement of the owner's own money comes to. @throws LoamError `WALLET_NOTHING_DUE` when there is nothing to claim */
export async function planOwn(chain: ChainClient, from: Hex, action: Own): Promise<Plan> {
  switch (action.kind) {
    case 'stake': {
      const amount = BigInt(action.amount);
      const call = callStep(chain, 'NodeRegistry', 'addStake', [amount]);
      const [steps, { stake }] = await Promise.all([
        stepsWithAllowance(chain, from, { spender: 'NodeRegistry', amount }, call),
        readParameters(chain),
      ]);
      return { steps, moves: [loamMove(amount, 'lock', stake.unbondSeconds)] };
    }
    case 'unstake': {
      const amount = BigInt(action.amount);
      const { stake } = await readParameters(chain);
      return {
        steps: [callStep(chain, 'NodeRegistry', 'requestUnbond', [amount])],
        moves: [loamMove(amount, 'release', stake.unbondSeconds)],
      };
    }
    case 'withdraw': {
      const { unbonding } = await readNode(chain, from);
      return {
        steps: [callStep(chain, 'NodeRegistry', 'withdraw', [])],
        moves: [loamMove(unbonding, 'get')],
      };
    }
    case 'claim': {
      const due = await readClaims(chain, from);
      if (due.total === 0n) {
        throw new LoamError('WALLET_NOTHING_DUE', 'Nothing waits to be claimed.', {
          hint: 'Rewards can be claimed when an epoch is final.',
        });
      }
      return {
        steps: due.epochs.flatMap(({ epoch, claimable }) =>
          claimCalls(epoch, from, claimable).map(({ functionName, args }) =>
            callStep(chain, 'RewardPool', functionName, args),
          ),
        ),
        moves: [loamMove(due.total, 'get')],
      };
    }
    case 'sendLoam': {
      const amount = BigInt(action.amount);
      return {
        steps: [callStep(chain, 'LoamToken', 'transfer', [action.to, amount])],
        moves: [loamMove(amount, 'pay')],
      };
    }
    case 'sendNative':
      return {
        steps: [{ to: action.to, data: '0x', value: BigInt(action.amount) }],
        moves: [{ asset: 'native', amount: action.amount, way: 'pay', backAfterS: null }],
      };
  }
}
