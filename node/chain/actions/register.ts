import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readNode } from '../reads/read-node.ts';
import { type Role, roleBits } from '../roles.ts';
import { writeContract } from '../write-contract.ts';
import { addStake } from './add-stake.ts';
import { approve } from './approve.ts';
import { setRoles } from './set-roles.ts';

/** What {@link register} needs. */
export interface RegisterArgs {
  readonly roles: readonly Role[];
  /** Stake to reach, wei of LOAM; a multiple of 10^12. */
  readonly stake: bigint;
  /** Compressed secp256k1 key that signs this node's gossip, 33 bytes. */
  readonly gossipKey: Hex;
}

/**
 * Makes sure that this account is registered with these roles and at least this stake, approving the tokens
 * itself. Does only what is missing, so it can be repeated.
 *
 * @throws LoamError `REGISTER_OTHER_KEY` when the account is registered with another gossip key
 */
export async function register(chain: ChainClient, args: RegisterArgs): Promise<void> {
  const { account } = chain;
  if (account === undefined) {
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  }
  const known = await readNode(chain, account.address);
  if (known.roles.length === 0) {
    await approve(chain, { spender: 'NodeRegistry', amount: args.stake });
    await writeContract(chain, {
      contract: 'NodeRegistry',
      abi: nodeRegistryAbi,
      functionName: 'register',
      args: [roleBits(args.roles), args.stake, args.gossipKey],
    });
    return;
  }
  if (known.gossipKey.toLowerCase() !== args.gossipKey.toLowerCase()) {
    throw new LoamError('REGISTER_OTHER_KEY', 'This account is registered with another gossip key.', {
      hint: 'Use the data folder that registered it, or withdraw its stake there first.',
    });
  }
  if (roleBits(known.roles) !== roleBits(args.roles)) await setRoles(chain, { roles: args.roles });
  if (known.stake < args.stake) await addStake(chain, { amount: args.stake - known.stake });
}
