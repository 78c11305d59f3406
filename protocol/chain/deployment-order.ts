import type { Address } from 'viem';

/**
 * The contracts of a network in the order of their CREATE transactions: entry i is sent with nonce n + i from one account.
 * `Modules` comes first and gets the (predicted) addresses of all others in the order of Solidity's enum `Module`, which
 * is the order here.
 */
export const DEPLOYMENT_ORDER = [
  'Modules',
  'LoamToken',
  'Timelock',
  'Parameters',
  'NodeRegistry',
  'Randomness',
  'EpochManager',
  'Verdicts',
  'Scoring',
  'RewardPool',
  'ModelRegistry',
  'DisputeCourt',
  'BenchmarkRegistry',
  'Elections',
  'Guardian',
  'LoamGovernor',
] as const;

/** Name of one contract of the network. */
export type ContractName = (typeof DEPLOYMENT_ORDER)[number];

/** Name of a contract that the directory `Modules` knows. */
export type ModuleName = Exclude<ContractName, 'Modules'>;

/** The contracts behind Solidity's enum `Module`; the index is the number on chain. */
export const MODULE_ORDER = DEPLOYMENT_ORDER.slice(1) as readonly ModuleName[];

/** Where each contract is, or will be. */
export type ContractAddresses = Readonly<Record<ContractName, Address>>;
