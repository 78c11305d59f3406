import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createPublicClient, http } from 'viem';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Anvil, startAnvil } from '../../node/chain/anvil.ts';
import { createChainClient } from '../../node/chain/chain-client.ts';
import { localGenesisAccount } from '../../node/chain/local-faucet.ts';
import { readParameters } from '../../node/chain/reads/read-parameters.ts';
import { DEPLOYMENT_ORDER } from '../../protocol/chain/deployment-order.ts';
import { LOCAL_NETWORK_PARAMETERS } from '../../protocol/chain/local-parameters.ts';
import { networkParametersSchema } from '../../protocol/chain/network-parameters.ts';
import { networkDescriptorSchema } from '../../protocol/network/network-descriptor.ts';
import { runCommand } from '../run-command.ts';

const MODEL = `0x${'b0'.repeat(32)}`;
let dir: string;
let anvil: Anvil;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'loam-deploy-verb-'));
  anvil = await startAnvil({ dir: join(dir, 'chain') });
});

afterAll(async () => {
  await anvil.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs `loam deploy` as people do, in the test's folder. */
function deploy(args: readonly string[]) {
  return new Promise<{ code: number; out: string; err: string }>((done) => {
    const { NODE_OPTIONS: _options, LOAM_DEPLOYER_KEY: _key, ...env } = process.env;
    const command = [resolve(import.meta.dirname, '..', 'loam.ts'), 'deploy', ...args];
    const child = execFile(process.execPath, command, { cwd: dir, env }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    );
    child.stdin?.end();
  });
}

const sent = () =>
  createPublicClient({ transport: http(anvil.url) }).getTransactionCount({
    address: localGenesisAccount().address,
  });
const toChain = () => ['--rpc', anvil.url, '--base-model', MODEL];

test('a person prints rules, changes them, looks what would come, and creates the network', async () => {
  const printed = await deploy(['--parameters', 'local', '--print']);
  expect(printed.code).toBe(0);
  const parameters = networkParametersSchema.parse(JSON.parse(printed.out));
  parameters.epochs.submitSeconds = 77;
  writeFileSync(join(dir, 'rules.json'), JSON.stringify(parameters));

  const dry = await deploy(['--parameters', 'rules.json', '--dry-run', ...toChain()]);
  expect(dry.err).toBe('');
  expect(dry.code).toBe(0);
  for (const contract of DEPLOYMENT_ORDER)
    expect(dry.out).toMatch(new RegExp(`^${contract} +0x[0-9a-f]{40} `, 'm'));
  expect(dry.out).toContain('submit 1 min 17 s');
  expect(dry.out).toContain('Nothing was sent.');
  expect(await sent()).toBe(0);

  const made = await deploy([
    '--parameters',
    'rules.json',
    '--name',
    'Ours',
    '--out',
    'ours.json',
    '--json',
    ...toChain(),
  ]);
  expect(made.err).toBe('');
  expect(made.code).toBe(0);
  const said = JSON.parse(made.out);
  const descriptor = networkDescriptorSchema.parse(JSON.parse(readFileSync(join(dir, 'ours.json'), 'utf8')));
  expect(said).toMatchObject({ chainId: 31_337, id: descriptor.id, contracts: descriptor.contracts });
  for (const address of Object.values(descriptor.contracts)) expect(dry.out).toContain(address);
  expect(descriptor).toMatchObject({ name: 'Ours', baseModel: MODEL, rpcUrls: [anvil.url] });
  expect(existsSync(join(dir, 'ours.json.deploying'))).toBe(false);
  const chain = await createChainClient({ descriptor });
  expect((await readParameters(chain)).epoch.submitSeconds).toBe(77);
}, 60_000);

test('a deployment that was begun is not begun twice by accident', async () => {
  writeFileSync(
    join(dir, 'network.json.deploying'),
    JSON.stringify({
      format: 'loam-deployment/1',
      chainId: 5,
      deployer: localGenesisAccount().address,
      firstNonce: 0,
      plan: MODEL,
      contracts: [],
    }),
  );
  const again = await deploy(['--parameters', 'local', ...toChain()]);
  expect(again.code).toBe(3);
  expect(again.err).toContain('(DEPLOY_BEGUN)');
  const anew = await deploy(['--parameters', 'local', '--resume', ...toChain()]);
  expect(anew.err).toContain('It was begun on the chain 5. The deployment starts anew.');
  expect(anew.code).toBe(0);
  expect(anew.out).toContain('The network stands and is verified.');
  expect(existsSync(join(dir, 'network.json'))).toBe(true);
}, 60_000);

/** The same in this process, for what ends before it writes anything. */
async function refused(args: readonly string[]) {
  const said = { out: '', err: '' };
  const into = (key: 'out' | 'err') => ({ write: (text: string) => (said[key] += text) });
  const code = await runCommand(['deploy', ...args], { out: into('out'), err: into('err') });
  return { code, ...said };
}

test.each([
  { args: [], code: 2, says: '--parameters' },
  { args: ['--parameters', 'local'], code: 2, says: '--rpc' },
  { args: ['--parameters', 'nowhere.json'], code: 3, says: '(PARAMETERS_FILE)' },
  { args: ['--parameters', 'local', '--rpc', 'http://127.0.0.1:9'], code: 3, says: '(CHAIN_UNREACHABLE)' },
])('$args ends with $code and the reason', async ({ args, code, says }) => {
  const ended = await refused(args);
  expect(ended.err).toContain(says);
  expect(ended.code).toBe(code);
});

test('a rule that cannot be is named, a hash or a key that is none is refused', async () => {
  const file = join(dir, 'bad.json');
  const { epochs } = LOCAL_NETWORK_PARAMETERS;
  writeFileSync(
    file,
    JSON.stringify({ ...LOCAL_NETWORK_PARAMETERS, epochs: { ...epochs, submitSeconds: -1 } }),
  );
  expect((await refused(['--parameters', file])).err).toContain('epochs.submitSeconds');
  const args = ['--parameters', 'local', '--rpc', anvil.url, '--base-model'];
  expect((await refused([...args, 'b0b0'])).err).toContain("'b0b0' is no hash");
  vi.stubEnv('LOAM_DEPLOYER_KEY', 'hunter2');
  const { code, err } = await refused([...args, MODEL]);
  vi.unstubAllEnvs();
  expect(code).toBe(3);
  expect(err).toContain('(DEPLOYER_KEY)');
  expect(err).not.toContain('hunter2');
});
