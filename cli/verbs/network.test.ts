import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Anvil, startAnvil } from '../../node/chain/anvil.ts';
import { testPlace } from '../../node/fixtures/test-node.ts';
import { runCommand } from '../run-command.ts';

const LIMIT_MS = 120_000;
const place = testPlace();
const network = join(place.dir, 'network.json');
const running: ChildProcessWithoutNullStreams[] = [];
let anvil: Anvil;

/** Starts the command line as people do. */
function start(dataDir: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const { NODE_OPTIONS: _options, LOAM_DEBUG: _debug, LOAM_DEPLOYER_KEY: _key, ...env } = process.env;
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../loam.ts'), ...args, '--json'], {
    cwd: place.dir,
    env: { ...env, LOAM_MODEL_DIR: place.modelDir, LOAM_DATA_DIR: join(place.dir, dataDir) },
  });
  running.push(child);
  return child;
}

/** Runs it to its end. */
async function loam(...args: readonly string[]) {
  const child = start('data', args);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = await once(child, 'close');
  const last = out.trim().split('\n').at(-1) ?? '';
  return { code, err, json: last.startsWith('{') ? JSON.parse(last) : undefined };
}

/** Starts it and waits for the first line that it prints. */
async function begin(dataDir: string, ...args: readonly string[]) {
  const child = start(dataDir, args);
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const line = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', (code) => fail(new Error(`loam ${args.join(' ')} ended with ${code}: ${err}`)));
  });
  return {
    said: JSON.parse(line),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      return (await ended)[0] as number;
    },
  };
}

beforeAll(async () => {
  anvil = await startAnvil({ dir: join(place.dir, 'chain') });
  const made = await loam('deploy', '--parameters', 'local', '--rpc', anvil.url, '--out', network);
  if (made.code !== 0) throw new Error(made.err);
}, LIMIT_MS);

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await anvil.stop();
  place.remove();
});

test(
  'a network is completed with a relay and a key, inspected and joined, and closed to who has no key',
  async () => {
    const made = await loam(
      'network',
      'create',
      network,
      '--out',
      'team.json',
      '--name',
      'Team',
      '--private',
    );
    expect(made).toMatchObject({ code: 0, json: { file: join(place.dir, 'team.json') } });
    const { keyFile } = made.json;
    expect(statSync(keyFile).mode & 0o077).toBe(0);
    const key = readFileSync(keyFile, 'utf8');
    expect(readFileSync(join(place.dir, 'team.json'), 'utf8')).not.toContain(key.trim().split('\n').at(-1));

    const relay = await begin(
      'relay',
      'relay',
      '--listen',
      '/ip4/127.0.0.1/tcp/0',
      '--private-key-file',
      keyFile,
    );
    const [address] = relay.said.addresses;
    await loam('network', 'create', 'team.json', '--relays', address);
    expect(readFileSync(keyFile, 'utf8')).toBe(key);

    const seen = await loam('network', 'inspect', 'team.json');
    expect(seen).toMatchObject({
      code: 0,
      json: {
        chain: { ok: true, modelVersion: 0 },
        peers: [{ address, kind: 'relay', answers: true }],
        descriptor: { name: 'Team', privateNetwork: true },
      },
    });

    const node = await begin('a', 'network', 'join', 'team.json', '--roles', 'learner');
    expect(node.said).toMatchObject({
      network: seen.json.descriptor.id,
      roles: ['learner'],
      modelVersion: 0,
    });
    expect(await node.stop()).toBe(0);

    // Without the key nobody gets in, and the words say why.
    writeFileSync(join(place.dir, 'copy.json'), readFileSync(join(place.dir, 'team.json')));
    const closed = await loam('network', 'join', 'copy.json');
    expect(closed.code).toBe(3);
    expect(closed.err).toContain('(PRIVATE_KEY_MISSING)');

    expect(await relay.stop()).toBe(0);
    const gone = await loam('network', 'inspect', 'team.json');
    expect(gone).toMatchObject({ code: 1, json: { chain: { ok: true }, peers: [{ answers: false }] } });
  },
  LIMIT_MS,
);

test(
  'what does not fit its chain is named before anything is signed',
  async () => {
    const descriptor = JSON.parse(readFileSync(network, 'utf8'));
    const write = (name: string, change: object): string => {
      writeFileSync(join(place.dir, name), JSON.stringify({ ...descriptor, ...change }));
      return name;
    };
    const other = write('other.json', { chainId: 99 });
    const wrong = write('wrong.json', { baseModel: `0x${'12'.repeat(32)}` });
    const inspected = await loam('network', 'inspect', other);
    expect(inspected).toMatchObject({ code: 1, json: { chain: { ok: false, code: 'CHAIN_WRONG_NETWORK' } } });
    const joined = await loam('network', 'join', wrong, '--roles', 'learner');
    expect(joined.code).toBe(3);
    expect(joined.err).toContain('(NETWORK_MODEL_DIFFERS)');
  },
  LIMIT_MS,
);

test.each([
  [['join'], 2, 'which network'],
  [['join', network, '--roles', 'king'], 2, "no role 'king'"],
  [['join', network, '--listen', '/ip4/0.0.0.0/tcp/1'], 3, 'PEER_LISTEN_ANY'],
  [['inspect', join(place.dir, 'missing.json')], 3, 'NETWORK_FILE_UNREADABLE'],
  [['create', network, '--relays', 'nonsense'], 3, 'PEER_ADDRESS_INVALID'],
  [['create', network, '--relays', '/ip4/127.0.0.1/tcp/1'], 3, 'DESCRIPTOR_INVALID'],
  [['private-key', network], 3, 'PRIVATE_KEY_EXISTS'],
])('network %j ends with %i and says why', async (args, code, says) => {
  let err = '';
  const ended = await runCommand(['network', ...args], {
    out: process.stdout,
    err: { write: (text: string) => (err += text) },
  });
  expect(err).toContain(says);
  expect(ended).toBe(code);
});
