import { type AbiParameter, decodeFunctionData, encodeFunctionData, isAddressEqual } from 'viem';
import type { ProposedAction } from '../../protocol/api/governance-schemas.ts';
import { type ContractName, DEPLOYMENT_ORDER } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { CONTRACT_ABIS } from '../chain/contract-abis.ts';
import { MAX_ARGUMENT_CHARS } from './limits.ts';
import { readParameterTable } from './read-parameter-table.ts';

/** A call as the timelock would make it. */
export interface GovernedCall {
  readonly to: Hex;
  readonly data: Hex;
  /** Wei of the chain's own currency. */
  readonly value: bigint;
}

type Argument = ProposedAction['arguments'][number];

/** Calls in terms of the network's contracts, each value beside the one that holds now. */
export async function decodeCalls(
  chain: ChainClient,
  calls: readonly GovernedCall[],
): Promise<ProposedAction[]> {
  const decoded = calls.map((call) => decode(chain, call));
  const needed = decoded.some(({ functionName }) => SETTER.test(functionName ?? ''));
  const table = needed ? await readParameterTable(chain) : [];
  const now = new Map(table.map(({ group, name, value }) => [`${group}.${name}`, value]));
  return decoded.map((action) => ({
    ...action,
    arguments: action.arguments.map((one) => ({
      ...one,
      before: now.get(placeOf(action.functionName ?? '', one.name)) ?? null,
    })),
  }));
}

/** What a call to one of the network's contracts looks like. */
export function governedCall(
  chain: ChainClient,
  contract: ContractName,
  functionName: string,
  args: readonly unknown[],
): GovernedCall {
  const abi = CONTRACT_ABIS[contract];
  const data = encodeFunctionData({ abi, functionName, args } as Parameters<typeof encodeFunctionData>[0]);
  return { to: chain.descriptor.contracts[contract], data, value: 0n };
}

const SETTER = /^(set\w+|updateQuorumNumerator|updateDelay)$/;

/** Where the value that a setter changes stands in the table of rules, as `group.name`. */
function placeOf(functionName: string, argument: string): string {
  const group = /^set(\w+)Rules$/.exec(functionName)?.[1];
  if (group !== undefined) return `${group.toLowerCase()}.${argument}`;
  return VOTE_SETTERS.get(functionName) === undefined ? '' : `vote.${VOTE_SETTERS.get(functionName)}`;
}

/** The functions that change how votes are held, and the rule that each sets. */
export const VOTE_SETTERS: ReadonlyMap<string, string> = new Map([
  ['setVotingDelay', 'votingDelaySeconds'],
  ['setVotingPeriod', 'votingPeriodSeconds'],
  ['setLateQuorumVoteExtension', 'lateQuorumSeconds'],
  ['setProposalThreshold', 'proposalThreshold'],
  ['updateQuorumNumerator', 'quorumPercent'],
  ['setDeposit', 'deposit'],
  ['updateDelay', 'timelockSeconds'],
]);

function decode(chain: ChainClient, { to, data, value }: GovernedCall): ProposedAction {
  const contract = DEPLOYMENT_ORDER.find((name) =>
    chain.everyAddress[name].some((address) => isAddressEqual(address, to)),
  );
  const plain = { contract: contract ?? null, to, data, value: value.toString() };
  if (contract === undefined || data === '0x') return { ...plain, functionName: null, arguments: [] };
  try {
    const abi = CONTRACT_ABIS[contract];
    const { functionName, args } = decodeFunctionData({ abi, data });
    const inputs = abi.find((item) => item.type === 'function' && item.name === functionName);
    const parameters: readonly AbiParameter[] =
      inputs !== undefined && 'inputs' in inputs ? inputs.inputs : [];
    return { ...plain, functionName, arguments: parameters.flatMap((one, i) => flat(one, args?.[i])) };
  } catch {
    return { ...plain, functionName: null, arguments: [] };
  }
}

/** A struct as its fields, anything else as itself. */
function flat(parameter: AbiParameter, value: unknown): Argument[] {
  if (parameter.type === 'tuple' && 'components' in parameter && typeof value === 'object' && value !== null)
    return parameter.components.flatMap((field) => flat(field, Reflect.get(value, field.name ?? '')));
  const text = Array.isArray(value) ? value.map(String).join(',') : String(value);
  return [{ name: parameter.name ?? '', value: text.slice(0, MAX_ARGUMENT_CHARS), before: null }];
}
