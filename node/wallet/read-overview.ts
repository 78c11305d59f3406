import { isAddressEqual } from 'viem';
import type { WalletOverview } from '../../protocol/api/earn-schemas.ts';
import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { LOCAL_CHAIN_ID } from '../chain/limits.ts';
import { readBalances } from '../chain/reads/read-balances.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { readDisputes } from '../chain/reads/read-disputes.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { readProposals } from '../chain/reads/read-proposals.ts';
import { MAX_HOLD_S } from './limits.ts';
import { readClaims } from './read-claims-due.ts';

/** What an account holds, has at stake and can do next. @throws LoamError `CHAIN_UNREACHABLE` */
export async function readOverview(chain: ChainClient, address: Hex): Promise<WalletOverview> {
  const [balances, node, { stake: rules }, chainTime, due, held] = await Promise.all([
    readBalances(chain, address),
    readNode(chain, address),
    readParameters(chain),
    readChainTime(chain),
    readClaims(chain, address),
    readHeld(chain, address),
  ]);
  const { id, name, chainId } = chain.descriptor;
  const leaves = node.unbonding > 0n;
  const isFinal =
    !leaves || node.unbondEpoch === 0n || (await readEpoch(chain, node.unbondEpoch)).phase === 'final';
  const requestedAt = node.unbondAt - rules.unbondSeconds;
  const isHeld = !isFinal && chainTime < requestedAt + MAX_HOLD_S;
  return {
    address,
    network: { id, name, chainId, isLocal: chainId === LOCAL_CHAIN_ID },
    contracts: Object.values(chain.everyAddress).flat(),
    loam: balances.loam.toString(),
    native: balances.eth.toString(),
    stake: node.stake.toString(),
    minStake: (rules.minStake * STAKE_UNIT).toString(),
    unbonding: {
      amount: node.unbonding.toString(),
      readyAt: leaves ? node.unbondAt : null,
      heldByEpoch: leaves && isHeld ? Number(node.unbondEpoch) : null,
      isReady: leaves && !isHeld && chainTime >= node.unbondAt,
    },
    unbondSeconds: rules.unbondSeconds,
    held: held.toString(),
    reputationPpm: node.reputationPpm,
    roles: [...node.roles],
    claimable: {
      total: due.total.toString(),
      epochs: due.epochs.map(({ epoch, claimable }) => ({
        epoch: Number(epoch),
        amount: claimable.total.toString(),
      })),
    },
    chainTime,
  };
}

/** Wei of LOAM in deposits of own proposals and bonds of own disputes that are still open. */
async function readHeld(chain: ChainClient, address: Hex): Promise<bigint> {
  const [proposals, disputes] = await Promise.all([readProposals(chain), readDisputes(chain)]);
  const deposits = proposals
    .filter(({ proposer }) => isAddressEqual(proposer, address))
    .reduce((sum, { deposit }) => sum + deposit, 0n);
  return disputes
    .filter(({ opener, state }) => isAddressEqual(opener, address) && state !== 'closed')
    .reduce((sum, { bond }) => sum + bond, deposits);
}
