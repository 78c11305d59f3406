import type { Parameter, ProposalDraft, ProposalTemplate } from '../../protocol/api/governance-schemas.ts';
import { POOL_KINDS } from '../../protocol/chain/network-parameters.ts';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { decodeCalls, type GovernedCall, governedCall, VOTE_SETTERS } from './call-actions.ts';
import { simulateCalls } from './simulate-calls.ts';

/** The calls of a template, decoded and tried. @throws LoamError `PARAMETER_UNKNOWN`, `CID_…` */
export async function draftProposal(chain: ChainClient, template: ProposalTemplate): Promise<ProposalDraft> {
  const calls = [await callOf(chain, template)];
  const [actions, simulation] = await Promise.all([decodeCalls(chain, calls), simulateCalls(chain, calls)]);
  return { calls: calls.map((call) => ({ ...call, value: call.value.toString() })), actions, simulation };
}

async function callOf(chain: ChainClient, template: ProposalTemplate): Promise<GovernedCall> {
  switch (template.template) {
    case 'parameter':
      return parameterCall(chain, template);
    case 'removePool':
      return governedCall(chain, 'BenchmarkRegistry', 'removePool', [BigInt(template.id)]);
    case 'addPool': {
      const { kind, root, cid, items, perEpoch, keeper } = template;
      const args = [POOL_KINDS.indexOf(kind), root, cidToDigest(cid), items, perEpoch, keeper];
      return governedCall(chain, 'BenchmarkRegistry', 'addPool', args);
    }
    case 'addDataSet': {
      const { cid, licence, privacyReview, compatibility } = template;
      const args = [cidToDigest(cid), licence, cidToDigest(privacyReview), cidToDigest(compatibility)];
      return governedCall(chain, 'BenchmarkRegistry', 'addDataSet', args);
    }
    case 'removeDataSet':
      return governedCall(chain, 'BenchmarkRegistry', 'removeDataSet', [BigInt(template.id)]);
    case 'endPause':
      return governedCall(chain, 'Guardian', 'approveLift', []);
    case 'rollback':
      return governedCall(chain, 'ModelRegistry', 'rollback', [BigInt(template.version)]);
  }
}

/** A group of rules is set as a whole: the others of it stay as they are now. */
async function parameterCall(
  chain: ChainClient,
  { group, name, value }: Pick<Parameter, 'group' | 'name' | 'value'>,
): Promise<GovernedCall> {
  const numbers = value.split(',').map(BigInt);
  if (group === 'vote') {
    const setter = [...VOTE_SETTERS].find(([, rule]) => rule === name)?.[0];
    if (setter === undefined || numbers.length !== 1) throw unknown(group, name);
    const contract = name === 'timelockSeconds' ? 'Timelock' : 'LoamGovernor';
    return governedCall(chain, contract, setter, numbers);
  }
  const rules = (await readParameters(chain))[group];
  const before: unknown = Reflect.get(rules, name);
  if (!Object.hasOwn(rules, name) || (Array.isArray(before) ? before.length : 1) !== numbers.length)
    throw unknown(group, name);
  const after = Array.isArray(before)
    ? numbers.map(Number)
    : typeof before === 'bigint'
      ? numbers[0]
      : Number(numbers[0]);
  const setter = `set${group.charAt(0).toUpperCase()}${group.slice(1)}Rules`;
  try {
    return governedCall(chain, 'Parameters', setter, [{ ...rules, [name]: after }]);
  } catch (cause) {
    throw new LoamError('PARAMETER_OUT_OF_RANGE', 'This number does not fit the rule.', {
      hint: 'Choose a smaller one.',
      cause,
    });
  }
}

function unknown(group: string, name: string): LoamError {
  return new LoamError('PARAMETER_UNKNOWN', `There is no rule ${group}.${name} with so many numbers.`);
}
