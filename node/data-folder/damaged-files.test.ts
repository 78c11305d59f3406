import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import { openKeystore } from '../keys/open-keystore.ts';
import { historyFile, openSigningHistory } from '../signing-history/open-signing-history.ts';

const SLOW_MS = 120_000;
const place = testPlace();
const golden = join(place.dir, 'golden');
const copy = join(place.dir, 'copy');
const PROMPT = 'Where does Ann live?';
let adapter = '';

/** Where the second page of a database begins: that of its first table, which is always in use. Free pages may say anything. */
const PAGE_IN_USE = 4_096;

/** Ways in which a disk, a sync program or a person spoils a file. */
const DAMAGES = {
  'a flipped byte': (file: string) =>
    flip(file, file.endsWith('loam.db') ? PAGE_IN_USE : statSync(file).size >> 1),
  'a flipped first byte': (file: string) => flip(file, 0),
  'its first half only': (file: string) => truncateSync(file, statSync(file).size >> 1),
  nothing: (file: string) => truncateSync(file, 0),
  'a folder in its place': (file: string) => {
    rmSync(file);
    mkdirSync(file);
    writeFileSync(join(file, 'inside'), '');
  },
  'gigabytes of zeros behind it': (file: string) => truncateSync(file, 3 * 2 ** 30),
  'its absence': (file: string) => rmSync(file),
} as const;
type Damage = keyof typeof DAMAGES;

/** By file and damage: the code with which the node refuses to start. */
const REFUSED: readonly (readonly [file: string, damage: Damage, code: RegExp])[] = [
  ['version.json', 'a flipped first byte', /^DATA_FOLDER_INVALID$/],
  ['version.json', 'nothing', /^DATA_FOLDER_INVALID$/],
  ['version.json', 'a folder in its place', /^DATA_FOLDER_INVALID$/],
  ['version.json', 'gigabytes of zeros behind it', /^DATA_FOLDER_INVALID$/],
  ['version.json', 'its absence', /^DATA_FOLDER_INVALID$/],
  ['lock.db', 'a folder in its place', /^DATA_FOLDER_INVALID$/],
  ['lock.db', 'gigabytes of zeros behind it', /^DATA_FOLDER_INVALID$/],
  ['keys.json', 'a flipped byte', /^KEYS_INVALID$/],
  ['keys.json', 'its first half only', /^KEYS_INVALID$/],
  ['keys.json', 'a folder in its place', /^KEYS_INVALID$/],
  ['keys.json', 'gigabytes of zeros behind it', /^KEYS_INVALID$/],
  ['keys.json', 'its absence', /^KEYS_MISSING$/],
  ['machine.key', 'a flipped byte', /^KEYS_INVALID$/],
  ['machine.key', 'its first half only', /^KEYS_INVALID$/],
  ['machine.key', 'a folder in its place', /^KEYS_INVALID$/],
  ['machine.key', 'gigabytes of zeros behind it', /^KEYS_INVALID$/],
  ['machine.key', 'its absence', /^KEYS_MACHINE_KEY_MISSING$/],
  ['loam.db', 'a flipped byte', /^DATABASE_(DAMAGED|KEY_WRONG)$/],
  ['loam.db', 'its first half only', /^DATABASE_(DAMAGED|KEY_WRONG)$/],
  ['loam.db', 'a folder in its place', /^DATABASE_DAMAGED$/],
];

beforeAll(async () => {
  const { node, client } = await startTestNode(place.config('golden'));
  await client.learn.teach({ prompt: PROMPT, answer: 'In house 7.' });
  const run = await client.learn.train({ steps: 2, practice: { count: 8 } });
  for await (const event of run) if (event.type === 'done') adapter = join('adapters', `run-${event.run.id}`);
  await node.stop();
}, SLOW_MS);

afterAll(() => place.remove());

test.each(REFUSED)(
  '%s with %s: the node says so and touches nothing',
  async (file, damage, code) => {
    const whole = anew();
    DAMAGES[damage](join(copy, file));
    const spoiled = contents(copy);
    const error = await startTestNode(place.config('copy')).then(
      ({ node }) => node.stop(),
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(LoamError);
    if (!(error instanceof LoamError)) return;
    expect(error.code).toMatch(code);
    expect(error.message).not.toMatch(/EISDIR|ERR_|ConnectionFailed|SQLITE/);
    expect(error.hint).toMatch(/^\S.*\.$/s);
    // What was there is there: the damaged file as it was found, and all others.
    expect(contents(copy)).toEqual(spoiled);
    for (const [name, hash] of whole) if (name !== file) expect(spoiled.get(name), name).toBe(hash);
  },
  SLOW_MS,
);

test(
  'an empty database beside a full log is refused, and another’s key takes nothing from the log',
  async () => {
    anew();
    const database = join(copy, 'loam.db');
    // As a killed process leaves it: the newest rows are in the log alone.
    const running = await startTestNode(place.config('copy'));
    await running.client.learn.teach({ prompt: 'And Bob?', answer: 'In house 9.' });
    const killed = join(place.dir, 'killed');
    rmSync(killed, { recursive: true, force: true });
    cpSync(copy, killed, { recursive: true });
    await running.node.stop();
    rmSync(copy, { recursive: true });
    renameSync(killed, copy);
    expect(statSync(`${database}-wal`).size).toBeGreaterThan(0);

    const page = readFileSync(database);
    truncateSync(database, 0);
    await expect(startTestNode(place.config('copy'))).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' });
    writeFileSync(database, page);

    const aside = join(place.dir, 'keys-aside');
    renameSync(join(copy, 'keys.json'), aside);
    rmSync(join(place.dir, 'other'), { recursive: true, force: true });
    mkdirSync(join(place.dir, 'other'));
    await openKeystore({ dir: join(place.dir, 'other') });
    const machine = readFileSync(join(copy, 'machine.key'));
    for (const name of ['keys.json', 'machine.key']) cpSync(join(place.dir, 'other', name), join(copy, name));
    await expect(startTestNode(place.config('copy'))).rejects.toMatchObject({ code: 'DATABASE_KEY_WRONG' });
    renameSync(aside, join(copy, 'keys.json'));
    writeFileSync(join(copy, 'machine.key'), machine);

    await works(async ({ client }) => {
      expect((await client.learn.lessons()).map(({ prompt }) => prompt)).toContain('And Bob?');
    });
  },
  SLOW_MS,
);

test(
  'a damaged adapter: the node works, an answer says what is wrong, and learning again mends it',
  async () => {
    for (const [name, damage] of [
      ['adapter_model.safetensors', 'its first half only'],
      ['adapter_config.json', 'a folder in its place'],
    ] as const) {
      anew();
      const file = join(copy, adapter, name);
      DAMAGES[damage](file);
      await works(async ({ client }) => {
        expect(await client.learn.lessons()).toHaveLength(1);
        const error = await ask(client).catch((e: unknown) => e);
        expect(error, `${name} ${damage}`).toMatchObject({
          code: 'ADAPTER_DAMAGED',
          hint: expect.stringMatching(/learn them again/),
        });
        expect(await ask(client)).toBe('answered');
        const kept = readdirSync(join(copy, 'adapters')).find((folder) => folder.includes('.damaged-'));
        expect(existsSync(join(copy, 'adapters', kept ?? 'none', name))).toBe(true);
        if (damage !== 'its first half only') return;
        for await (const _ of await client.learn.train({ steps: 2, practice: { count: 8 } }));
        expect(await ask(client)).toBe('answered');
      });
    }
  },
  SLOW_MS,
);

test(
  'a model whose config.json is damaged: the status says so, lessons and keys are untouched',
  async () => {
    for (const damage of ['a folder in its place'] as const) {
      anew();
      const modelDir = join(place.dir, 'model-copy');
      rmSync(modelDir, { recursive: true, force: true });
      cpSync(place.modelDir, modelDir, { recursive: true });
      DAMAGES[damage](join(modelDir, 'config.json'));
      await works(async ({ client }) => {
        await expect
          .poll(async () => (await client.system.status()).model.state, { timeout: SLOW_MS })
          .toBe('failed');
        expect((await client.system.status()).model.error).toMatch(/^[A-Z].*\.$/s);
        expect(await client.learn.lessons()).toHaveLength(1);
      }, modelDir);
    }
  },
  SLOW_MS,
);

test.each([
  ['a flipped first byte', /^SIGNING_HISTORY_DAMAGED$/],
  ['its first half only', /^SIGNING_HISTORY_DAMAGED$/],
  ['nothing', /^SIGNING_HISTORY_DAMAGED$/],
  ['a folder in its place', /^SIGNING_HISTORY_DAMAGED$/],
  ['its absence', /^SIGNING_HISTORY_MISSING$/],
] as const)('a signing history with %s signs nothing and stays where it is', (damage, code) => {
  const dir = join(place.dir, 'history');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  openSigningHistory({ dir }).close();
  DAMAGES[damage](historyFile(dir));
  const spoiled = contents(dir);
  expect(() => openSigningHistory({ dir })).toThrow(
    expect.objectContaining({
      code: expect.stringMatching(code),
      hint: expect.stringContaining('history import'),
    }),
  );
  // An empty file takes SQLite's first page; there was nothing in it.
  if (damage !== 'nothing') expect(contents(dir)).toEqual(spoiled);
});

/** A fresh copy of the whole folder, and what is in it. */
function anew(): Map<string, string> {
  rmSync(copy, { recursive: true, force: true });
  cpSync(golden, copy, { recursive: true });
  return contents(copy);
}

/** Starts a node on the copy, uses it and stops it. */
async function works(use: (node: TestNode) => Promise<void>, modelDir = place.modelDir): Promise<void> {
  const node = await startTestNode(place.config('copy', { modelDir }));
  try {
    await use(node);
  } finally {
    await node.node.stop();
  }
}

async function ask(client: TestNode['client']): Promise<string> {
  const { id } = await client.chat.create({});
  for await (const event of await client.chat.send({ chatId: id, text: PROMPT }))
    if (event.type === 'done') return 'answered';
  return 'nothing';
}

/** Every file's hash by its path, without what every opening writes anew. */
function contents(dir: string, below = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(join(dir, below), { withFileTypes: true })) {
    const name = join(below, entry.name);
    if (entry.name === 'lock.json' || entry.name.endsWith('-shm') || below === 'logs') continue;
    if (entry.isDirectory()) {
      found.set(`${name}/`, '');
      for (const [inner, hash] of contents(dir, name)) found.set(inner, hash);
    } else if (!isEmptyLog(join(dir, name))) found.set(name, fingerprint(join(dir, name)));
  }
  return found;
}

/** The database's log without rows comes and goes. */
function isEmptyLog(file: string): boolean {
  return file.endsWith('-wal') && statSync(file).size === 0;
}

function fingerprint(file: string): string {
  const { size } = statSync(file);
  return size > 2 ** 24 ? `${size} bytes` : createHash('sha256').update(readFileSync(file)).digest('hex');
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
}
