import { isAddressEqual, zeroAddress } from 'viem';
import type { Voice, ZERO_VOTES } from '../../protocol/api/governance-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { loamGovernorAbi, loamTokenAbi, nodeRegistryAbi } from '../../protocol/generated/abis.ts';
import { PPM } from '../../protocol/limits.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readContract } from '../chain/read-contract.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';

/** What {@link whyNothing} looks at. Amounts are wei. */
export interface VoiceFacts {
  readonly votes: bigint;
  readonly tokens: bigint;
  /** Whose votes the tokens are now: the account's own, another's, or nobody's. */
  readonly delegate: 'self' | 'other' | null;
  /** Bonded now. */
  readonly stake: bigint;
}

/** Why an account has no votes at a moment; null when it has some. */
export function whyNothing({
  votes,
  tokens,
  delegate,
  stake,
}: VoiceFacts): (typeof ZERO_VOTES)[number] | null {
  if (votes > 0n) return null;
  if (stake > 0n || (tokens > 0n && delegate === 'self')) return 'late';
  if (tokens === 0n) return 'no-tokens';
  return delegate === null ? 'not-delegated' : 'delegated-away';
}

/**
 * What an account's vote weighs, and why nothing.
 *
 * @param snapshot the moment that counts, seconds since 1970; null, or one still to come, for now
 */
export async function readVoice(chain: ChainClient, account: Hex, snapshot: number | null): Promise<Voice> {
  const now = await readChainTime(chain);
  // The contracts answer for the past only.
  const isPast = snapshot !== null && snapshot < now;
  const moment = BigInt(isPast ? snapshot : now - 1);
  const token = { contract: 'LoamToken', abi: loamTokenAbi } as const;
  const [votes, delegated, tokens, delegate, [stake, reputation], node, rules] = await Promise.all([
    readContract(chain, {
      contract: 'LoamGovernor',
      abi: loamGovernorAbi,
      functionName: 'getVotes',
      args: [account, moment],
    }),
    readContract(chain, { ...token, functionName: 'getPastVotes', args: [account, moment] }),
    readContract(chain, { ...token, functionName: 'balanceOf', args: [account] }),
    readContract(chain, { ...token, functionName: 'delegates', args: [account] }),
    readContract(chain, {
      contract: 'NodeRegistry',
      abi: nodeRegistryAbi,
      functionName: 'pastVotesOf',
      args: [account, moment],
    }),
    readNode(chain, account),
    readParameters(chain),
  ]);
  const nobody = isAddressEqual(delegate, zeroAddress);
  return {
    votes: votes.toString(),
    at: snapshot ?? Number(moment),
    block: isPast ? await blockAt(chain, snapshot) : null,
    delegated: delegated.toString(),
    stake: stake.toString(),
    bonusPpm: Number((BigInt(rules.reputation.voteBonusPpm) * reputation) / BigInt(PPM)),
    why: whyNothing({
      votes,
      tokens,
      delegate: nobody ? null : isAddressEqual(delegate, account) ? 'self' : 'other',
      stake: node.stake,
    }),
    tokens: tokens.toString(),
    delegate: nobody ? null : delegate,
  };
}

/** Number of the newest block whose time is not after `time`. */
async function blockAt(chain: ChainClient, time: number): Promise<number> {
  return chain.reading(async () => {
    let low = BigInt(chain.descriptor.deploymentBlock);
    let high = await chain.public.getBlockNumber({ cacheTime: 0 });
    while (low < high) {
      const middle = (low + high + 1n) / 2n;
      const { timestamp } = await chain.public.getBlock({ blockNumber: middle });
      if (timestamp <= BigInt(time)) low = middle;
      else high = middle - 1n;
    }
    return Number(low);
  });
}
