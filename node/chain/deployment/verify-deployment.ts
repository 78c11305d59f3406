import { type PublicClient, stringify } from 'viem';
import { chainRules } from '../../../protocol/chain/chain-rules.ts';
import { type ContractAddresses, MODULE_ORDER } from '../../../protocol/chain/deployment-order.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import {
  loamTokenAbi,
  modelRegistryAbi,
  modulesAbi,
  parametersAbi,
  timelockAbi,
} from '../../../protocol/generated/abis.ts';
import { compareContractCode } from './compare-code.ts';
import type { NetworkStart } from './deployment-plan.ts';

/** Nobody: who holds no role of the timelock. */
const NOBODY = '0x0000000000000000000000000000000000000000';

/**
 * Checks a network on chain: every contract's code, where the directory finds the others, the rules, the base model,
 * and that only the governor proposes to the timelock and nobody administers it.
 *
 * @throws LoamError `DEPLOY_DIFFERS` with what is not as it should be
 */
export async function verifyDeployment(
  client: PublicClient,
  addresses: ContractAddresses,
  { parameters, baseModel }: NetworkStart,
): Promise<void> {
  const expect = (what: string, actual: unknown, expected: unknown): void => {
    if (stringify(actual).toLowerCase() === stringify(expected).toLowerCase()) return;
    throw new LoamError('DEPLOY_DIFFERS', `The network on the chain is not the one that was sent: ${what}.`, {
      data: { what, actual: stringify(actual), expected: stringify(expected) },
    });
  };
  const rules = chainRules(parameters);
  for (const [i, module] of MODULE_ORDER.entries()) {
    const code = await client.getCode({ address: addresses[module] });
    expect(`the code of ${module}`, compareContractCode(module, code), 'same');
    const at = await client.readContract({
      address: addresses.Modules,
      abi: modulesAbi,
      functionName: 'at',
      args: [i],
    });
    expect(`the directory’s ${module}`, at, addresses[module]);
  }
  const code = await client.getCode({ address: addresses.Modules });
  expect('the code of Modules', compareContractCode('Modules', code), 'same');

  const next = await client.readContract({
    address: addresses.Parameters,
    abi: parametersAbi,
    functionName: 'nextRules',
  });
  for (const group of Object.keys(rules) as (keyof typeof rules)[]) {
    const inOrder = Object.fromEntries(
      Object.keys(next[group]).map((key) => [key, (rules[group] as Record<string, unknown>)[key]]),
    );
    expect(`the ${group} rules`, next[group], inOrder);
  }
  const { manifestCid } = await client.readContract({
    address: addresses.ModelRegistry,
    abi: modelRegistryAbi,
    functionName: 'version',
    args: [0n],
  });
  expect('the base model', manifestCid, baseModel);
  expect(
    'the token’s supply',
    (await client.readContract({
      address: addresses.LoamToken,
      abi: loamTokenAbi,
      functionName: 'totalSupply',
    })) > 0n,
    true,
  );

  const timelock = { address: addresses.Timelock, abi: timelockAbi } as const;
  const [proposer, admin] = await Promise.all([
    client.readContract({ ...timelock, functionName: 'PROPOSER_ROLE' }),
    client.readContract({ ...timelock, functionName: 'DEFAULT_ADMIN_ROLE' }),
  ]);
  const has = (role: typeof admin, account: typeof addresses.Timelock) =>
    client.readContract({ ...timelock, functionName: 'hasRole', args: [role, account] });
  expect('that the governor proposes', await has(proposer, addresses.LoamGovernor), true);
  expect('that not everybody proposes', await has(proposer, NOBODY), false);
  expect('that nobody administers the timelock', await has(admin, NOBODY), false);
}
