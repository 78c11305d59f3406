import { expect, test } from 'vitest';
import { chainRules } from './chain-rules.ts';
import { constructorArguments } from './constructor-arguments.ts';
import { type ContractAddresses, DEPLOYMENT_ORDER, MODULE_ORDER } from './deployment-order.ts';
import { LOCAL_NETWORK_PARAMETERS } from './local-parameters.ts';
import { changeParameters, networkParametersSchema } from './network-parameters.ts';
import { PUBLIC_NETWORK_PARAMETERS } from './public-parameters.ts';

const ADDRESSES = Object.fromEntries(
  DEPLOYMENT_ORDER.map((name, i) => [name, `0x${(i + 1).toString(16).padStart(40, '0')}`]),
) as ContractAddresses;
const GENESIS = { deployer: `0x${'d'.repeat(40)}`, baseModelDigest: `0x${'1'.repeat(64)}` } as const;

test.each([
  ['local', LOCAL_NETWORK_PARAMETERS],
  ['public', PUBLIC_NETWORK_PARAMETERS],
])('the %s parameters survive a file', (_name, parameters) => {
  expect(networkParametersSchema.parse(JSON.parse(JSON.stringify(parameters)))).toEqual(parameters);
});

test('the cap leaves room for the first holders and the whole emission', () => {
  for (const { token } of [LOCAL_NETWORK_PARAMETERS, PUBLIC_NETWORK_PARAMETERS]) {
    const held = token.allocations.reduce((sum, { amountLoam }) => sum + Number(amountLoam), 0);
    expect(held + 2 * Number(token.firstEmissionLoam) * token.halvingEpochs).toBe(Number(token.capLoam));
  }
});

test('rules reach the chain in its units', () => {
  const { stake, dispute, score } = chainRules(PUBLIC_NETWORK_PARAMETERS);
  expect(stake).toEqual({
    minStake: 1_000_000_000n,
    stakeCap: 10_000_000_000n,
    entryStake: 500_000_000n,
    unbondSeconds: 1_209_600,
    curve: 0,
  });
  expect(dispute).toMatchObject({ bond: 1_000_000_000n, rerunBond: 500_000_000n, jurors: 5 });
  expect(dispute).not.toHaveProperty('bondLoam');
  expect(score.method).toBe(0);
  const published = changeParameters(PUBLIC_NETWORK_PARAMETERS, {
    stakes: { curve: 'Logarithm' },
    scores: { method: 'Sigmoid' },
  });
  expect(chainRules(published).stake).toEqual({ ...stake, curve: 1 });
  expect(chainRules(published).score).toEqual({ ...score, method: 1 });
});

test('the directory gets every other contract in the order of the enum', () => {
  const args = constructorArguments('Modules', ADDRESSES, LOCAL_NETWORK_PARAMETERS, GENESIS);
  expect(args).toEqual([MODULE_ORDER.map((name) => ADDRESSES[name])]);
  expect(MODULE_ORDER).toHaveLength(15);
  expect(MODULE_ORDER).not.toContain('Modules');
});

test('nobody but the governor may use the timelock, and nobody may change that', () => {
  const args = constructorArguments('Timelock', ADDRESSES, PUBLIC_NETWORK_PARAMETERS, GENESIS);
  expect(args).toEqual([172_800n, [ADDRESSES.LoamGovernor], [`0x${'0'.repeat(40)}`], `0x${'0'.repeat(40)}`]);
});

test('allocations by name reach the addresses of this deployment', () => {
  const to = `0x${'5'.repeat(40)}` as const;
  const parameters = changeParameters(LOCAL_NETWORK_PARAMETERS, {
    token: {
      allocations: [
        { to: 'Deployer', amountLoam: '1' },
        { to: 'Timelock', amountLoam: '0.000000000000000002' },
        { to: 'RewardPool', amountLoam: '3' },
        { to, amountLoam: '4' },
      ],
    },
  });
  expect(constructorArguments('LoamToken', ADDRESSES, parameters, GENESIS)).toEqual([
    ADDRESSES.Modules,
    [GENESIS.deployer, ADDRESSES.Timelock, ADDRESSES.RewardPool, to],
    [10n ** 18n, 2n, 3n * 10n ** 18n, 4n * 10n ** 18n],
    1000n * 10n ** 18n,
    10_000n,
    30_000_000n * 10n ** 18n,
  ]);
});

test.each([
  ['an unknown rule', { epochs: { napSeconds: 1 } }],
  ['a share above all', { rewards: { learnersPpm: 900_000 } }],
  ['a threshold above the seats', { elections: { threshold: 4 } }],
  ['a committee beyond the mask', { committees: { sizes: [6, 12, 24, 49] } }],
  ['a stake finer than the chain keeps', { stakes: { minStakeLoam: '0.0000001' } }],
  ['a stake of 2^64 units', { stakes: { stakeCapLoam: '18446744073709.551616' } }],
  ['an amount with an exponent', { token: { capLoam: '1e7' } }],
])('%s is refused', (_name, changes) => {
  expect(() => changeParameters(LOCAL_NETWORK_PARAMETERS, changes as never)).toThrow(/./);
});
