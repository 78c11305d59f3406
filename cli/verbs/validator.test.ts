import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keccak256, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestNetwork, testNetwork } from '../../node/chain/fixtures/test-network.ts';
import { openDataFolder } from '../../node/data-folder/open-data-folder.ts';
import { startTestNode, testPlace } from '../../node/fixtures/test-node.ts';
import { openKeystore } from '../../node/keys/open-keystore.ts';
import { exportHistory } from '../../node/signing-history/history-file.ts';
import { historyFile, openSigningHistory } from '../../node/signing-history/open-signing-history.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { runCommand } from '../run-command.ts';

/** Milliseconds for nodes that start several times while others use the same cores. */
const SLOW_MS = 240_000;
const place = testPlace();
const dir = join(place.dir, 'validator');
const networkFile = join(place.dir, 'network.json');
const hash = (text: string): Hex => keccak256(stringToHex(text));
let network: TestNetwork;
let validator: Hex;

beforeAll(async () => {
  const observer = await startTestNode(place.config('observer'));
  const model = await observer.node.context.model();
  await observer.node.stop();
  network = await testNetwork({}, model.hash);
  writeFileSync(networkFile, JSON.stringify(network.descriptor));
  openDataFolder(dir).close();
  validator = (await openKeystore({ dir })).signer.address;
});
afterAll(async () => {
  await network?.stop();
  place.remove();
});

/** Runs `loam validator` in this process. */
async function loam(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  try {
    const sink = { write: (text: string) => (err += text) };
    const code = await runCommand(['validator', ...words, '--data-dir', dir], { out: sink, err: sink });
    return { code, out, err };
  } finally {
    written.mockRestore();
  }
}

/** Runs it as people do; `onError` sees what it writes meanwhile and may end it. */
function loamProcess(words: readonly string[], onError?: (text: string, interrupt: () => void) => void) {
  return new Promise<{ code: number | null; out: string; err: string }>((done) => {
    const { NODE_OPTIONS: _options, LOAM_DEBUG: _debug, ...env } = process.env;
    const child = spawn(
      process.execPath,
      [resolve(import.meta.dirname, '..', 'loam.ts'), 'validator', ...words, '--data-dir', dir],
      { env: { ...env, LOAM_MODEL_DIR: place.modelDir }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let out = '';
    let err = '';
    child.stdout.on('data', (text: Buffer) => {
      out += text;
    });
    child.stderr.on('data', (text: Buffer) => {
      err += text;
      onError?.(err, () => child.kill('SIGINT'));
    });
    child.once('close', (code) => done({ code, out, err }));
  });
}
const object = ({ out }: { out: string }) => JSON.parse(out.trimEnd().split('\n').at(-1) ?? '');

test(
  'the history moves from a computer to another one, and without it nothing starts',
  async () => {
    expect(object(await loam(['status', '--json']))).toEqual({ signed: false, switch: 'on' });
    const history = openSigningHistory({ dir });
    const owner = { network: network.descriptor.id, validator };
    const said = { kind: 'attestation', epoch: 4n, round: 1, index: 0n, hash: hash('yes') } as const;
    history.record(owner, said);
    history.close();
    const file = join(place.dir, 'history.json');
    const exported = await loam(['history', 'export', file, '--json']);
    expect(object(exported)).toMatchObject({ network: network.descriptor.id, watermark: 4, rows: 1 });

    rmSync(historyFile(dir));
    const lost = await loam(['status']);
    expect(lost.code).toBe(3);
    expect(lost.err).toMatch(/signing history is gone[\s\S]*history import[\s\S]*SIGNING_HISTORY_MISSING/);
    const imported = await loam(['history', 'import', file, '--json']);
    expect(imported.code).toBe(0);
    expect(object(imported)).toEqual({ network: network.descriptor.id, taken: 1, ignored: 0, watermark: 4 });
    const again = openSigningHistory({ dir });
    expect(again.record(owner, said)).toBe('again');
    again.close();

    // Another verdict in the file is ignored, which the exit code says.
    const other = openSigningHistory({ dir: place.dir });
    other.record(owner, { ...said, hash: hash('no') });
    writeFileSync(file, exportHistory(other.ledger, owner));
    other.close();
    const ignored = await loam(['history', 'import', file]);
    expect(ignored.code).toBe(1);
    expect(ignored.out).toContain('1 contradict');
    writeFileSync(file, '{}');
    expect(await loam(['history', 'import', file])).toMatchObject({
      code: 3,
      err: expect.stringContaining('SIGNING_HISTORY_INVALID'),
    });
    expect((await loam(['history', 'import'])).code).toBe(2);
  },
  SLOW_MS,
);

test(
  'start works in the foreground until Ctrl-C; stop keeps it off; duties says how it stands',
  async () => {
    const started = await loamProcess(['start', '--network', networkFile], (text, interrupt) => {
      if (text.includes('Checking what this computer is drawn for')) interrupt();
    });
    expect(started.err).toContain('Making sure that no other node works with this key');
    expect(started.code).toBe(0);
    const duties = object(await loam(['duties', '--network', networkFile, '--json']));
    expect(duties).toMatchObject({
      validator: validator.toLowerCase(),
      stake: '500000000000000000000',
      epoch: null,
      duties: [],
      performance: { drawn: 0, missed: 0, fined: '0' },
      sentence: 'The network has had no epoch yet.',
    });
    // The same while a validator at work holds the folder.
    const held = openDataFolder(dir);
    const beside = object(await loam(['duties', '--network', networkFile, '--json']));
    held.close();
    expect(beside).toMatchObject({
      validator: validator.toLowerCase(),
      sentence: 'The network has had no epoch yet.',
    });
    expect((await loam(['stop'])).code).toBe(0);
    const status = await loam(['status', '--network', networkFile, '--json']);
    expect(object(status)).toMatchObject({
      switch: 'off',
      halted: [],
      networks: [{ network: network.descriptor.id, signatures: 1, newestEpoch: 4, watermark: 4 }],
    });
  },
  SLOW_MS,
);
