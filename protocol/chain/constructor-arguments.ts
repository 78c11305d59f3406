import type { Address } from 'viem';
import type { Hex } from '../encoding/hex.ts';
import { chainRules } from './chain-rules.ts';
import { type ContractAddresses, type ContractName, MODULE_ORDER } from './deployment-order.ts';
import { parseLoam } from './loam-amount.ts';
import { type NetworkParameters, POOL_KINDS } from './network-parameters.ts';

/** Nobody: as a timelock's executor it means everybody, as its administrator nobody. */
const ZERO_ADDRESS: Address = '0x0000000000000000000000000000000000000000';

/** What a network begins with besides its parameters. */
export interface NetworkGenesis {
  /** Account that creates the contracts; it is the `Deployer` of the token's allocations and has no other part. */
  readonly deployer: Address;
  /** sha2-256 digest of the base model's CIDv1, which becomes version 0. */
  readonly baseModelDigest: Hex;
}

/**
 * Constructor arguments of one contract, in the order of its ABI and ready for viem.
 *
 * @param addresses the (predicted) addresses of all contracts
 * @throws LoamError `AMOUNT_FORMAT` for an amount that is none
 */
export function constructorArguments(
  name: ContractName,
  addresses: ContractAddresses,
  parameters: NetworkParameters,
  genesis: NetworkGenesis,
): readonly unknown[] {
  const { Modules: modules } = addresses;
  const { token, governor, timelock, pools } = parameters;
  switch (name) {
    case 'Modules':
      return [MODULE_ORDER.map((module) => addresses[module])];
    case 'LoamToken':
      return [
        modules,
        token.allocations.map(({ to }) => {
          if (to === 'Deployer') return genesis.deployer;
          return to === 'Timelock' || to === 'RewardPool' ? addresses[to] : to;
        }),
        token.allocations.map(({ amountLoam }) => parseLoam(amountLoam)),
        parseLoam(token.firstEmissionLoam),
        BigInt(token.halvingEpochs),
        parseLoam(token.capLoam),
      ];
    case 'Timelock':
      return [BigInt(timelock.delaySeconds), [addresses.LoamGovernor], [ZERO_ADDRESS], ZERO_ADDRESS];
    case 'Parameters':
      return [modules, chainRules(parameters)];
    case 'ModelRegistry':
      return [modules, genesis.baseModelDigest];
    case 'BenchmarkRegistry':
      return [modules, pools.map((pool) => ({ ...pool, kind: POOL_KINDS.indexOf(pool.kind) }))];
    case 'LoamGovernor':
      return [
        modules,
        {
          votingDelay: governor.votingDelaySeconds,
          votingPeriod: governor.votingPeriodSeconds,
          lateQuorumExtension: governor.lateQuorumSeconds,
          proposalThreshold: parseLoam(governor.proposalThresholdLoam),
          quorumPercent: BigInt(governor.quorumPercent),
          deposit: parseLoam(governor.depositLoam),
        },
      ];
    default:
      return [modules];
  }
}
