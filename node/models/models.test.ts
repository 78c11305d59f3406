import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelsView, ModelView } from '../../protocol/api/models-schemas.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import { entryFor, type ModelServer, servedFiles, startModelServer } from './fixtures/model-server.ts';

const place = testPlace();
const WITHIN = { timeout: 60_000, interval: 50 };
const ID = 'other-tiny';
/** Another model than the bundled one: the same files with another name in its configuration. */
const otherDir = join(place.dir, 'other');
let server: ModelServer;
let node: TestNode;

beforeAll(async () => {
  otherModel(otherDir, 'Other');
  server = await startModelServer(servedFiles(otherDir, ID));
  node = await startTestNode(place.config('data'));
  await node.client.models.addCatalogue({ text: catalogue() });
}, 60_000);
afterAll(async () => {
  await node.node.stop();
  await server.close();
  place.remove();
});

function otherModel(dir: string, name: string): void {
  cpSync(place.modelDir, dir, { recursive: true });
  const config = join(dir, 'config.json');
  writeFileSync(config, readFileSync(config, 'utf8').replace('"Tiny"', JSON.stringify(name)));
}

function catalogue(): string {
  const models = [entryFor(otherDir, ID, [server.origin])];
  return JSON.stringify({ format: 'loam-models', version: 1, models });
}

async function model(id: string): Promise<ModelView> {
  const found = (await node.client.models.list()).models.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no model ${id}.`);
  return found;
}

async function answer(): Promise<string> {
  const chat = await node.client.chat.create({});
  let said = '';
  for await (const event of await node.client.chat.send({ chatId: chat.id, text: 'Hello' }))
    if (event.type === 'done') said = event.answer.reason ?? '';
  return said;
}

function code(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'it worked',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

test('a model is fetched with progress, paused, resumed after a restart, checked and used', async () => {
  expect(await model(ID)).toMatchObject({ state: 'absent', download: null });
  expect(await code(node.client.models.use({ id: ID }))).toBe('MODEL_ABSENT');
  server.behaviour = { pieceMs: 40 };
  await node.client.models.download({ id: ID });
  await expect.poll(async () => (await model(ID)).download?.doneBytes ?? 0, WITHIN).toBeGreaterThan(20_000);
  const running = (await model(ID)).download;
  expect(running).toMatchObject({ state: 'running', error: null });
  expect(running?.bytesPerSecond).toBeGreaterThan(0);
  await node.client.models.pause({ id: ID });
  const paused = (await model(ID)).download;
  expect(paused).toMatchObject({ state: 'paused', bytesPerSecond: 0 });
  expect(paused?.doneBytes).toBeGreaterThan(20_000);

  // It runs again when the node ends, and goes on by itself at the next start.
  await node.client.models.download({ id: ID });
  await node.node.stop();
  const asked = server.asked.length;
  server.behaviour = {};
  node = await startTestNode(place.config('data'));
  await expect.poll(async () => (await model(ID)).state, WITHIN).toBe('here');
  expect(server.asked.slice(asked).some((request) => / bytes=\d+-$/.test(request))).toBe(true);
  const here = await model(ID);
  expect(here.download).toBeNull();
  expect(existsSync(`${here.dir}.partial`)).toBe(false);

  await node.client.models.use({ id: ID });
  expect((await node.client.models.list()).current).toBe(ID);
  expect((await node.client.system.status()).model.name).toContain('Other');
  expect(await answer()).toMatch(/stop|length/);
}, 120_000);

test('the choice is kept over a restart, and the model in use cannot be removed', async () => {
  await node.node.stop();
  node = await startTestNode(place.config('data'));
  await expect.poll(async () => (await node.client.system.status()).model.state, WITHIN).toBe('ready');
  expect(await node.client.models.list()).toMatchObject({ current: ID, instead: null });
  expect(await code(node.client.models.remove({ id: ID }))).toBe('MODEL_IN_USE');
  expect(await code(node.client.models.remove({ id: 'seedling' }))).toBe('MODEL_BUNDLED');
}, 60_000);

test('moving the folder takes models along while one of them answers', async () => {
  const before = (await model(ID)).dir ?? '';
  const to = join(place.dir, 'elsewhere');
  const view = await node.client.models.setFolder({ path: to, mode: 'move' });
  expect(view.folder).toMatchObject({ path: to, isDefault: false });
  expect((await model(ID)).dir).toBe(join(to, ID));
  expect(existsSync(before)).toBe(false);
  expect(existsSync(join(to, `${ID}.moving`))).toBe(false);
  expect(await answer()).toMatch(/stop|length/);
  expect(await code(node.client.models.setFolder({ path: 'relative', mode: 'move' }))).toBe(
    'MODEL_FOLDER_INVALID',
  );
});

test('files that were changed after they had arrived are not loaded; the model before stays', async () => {
  await node.client.models.use({ id: 'seedling' });
  const weights = join((await model(ID)).dir ?? '', 'model.safetensors');
  const good = readFileSync(weights);
  const bad = Buffer.from(good);
  bad[bad.length - 1] = (bad[bad.length - 1] ?? 0) ^ 1;
  writeFileSync(weights, bad);
  expect(await code(node.client.models.use({ id: ID }))).toBe('DOWNLOAD_TAMPERED');
  expect(await node.client.models.list()).toMatchObject({ current: 'seedling', switching: null });
  expect(await answer()).toMatch(/stop|length/);
  writeFileSync(weights, good);
});

test('a chosen model that changed or is gone at a start gives way to the bundled one, which says so', async () => {
  await node.client.models.use({ id: ID });
  const dir = (await model(ID)).dir ?? '';
  await node.node.stop();
  const config = join(dir, 'config.json');
  const good = readFileSync(config);
  writeFileSync(config, good.toString().replace('Other', 'Osier'));
  node = await startTestNode(place.config('data'));
  const view = await readyView();
  expect(view).toMatchObject({ current: 'seedling', instead: { code: 'MODEL_CHANGED' } });
  await node.node.stop();
  writeFileSync(config, good);
  node = await startTestNode(place.config('data'));
  expect(await readyView()).toMatchObject({ current: ID, instead: null });
}, 90_000);

async function readyView(): Promise<ModelsView> {
  await expect.poll(async () => (await node.client.system.status()).model.state, WITHIN).toBe('ready');
  return node.client.models.list();
}

test('a tampered download is refused, deleted, and can be begun again', async () => {
  await node.client.models.use({ id: 'seedling' });
  await node.client.models.remove({ id: ID });
  server.behaviour = { tampered: true };
  await node.client.models.download({ id: ID });
  await expect.poll(async () => (await model(ID)).download?.state, WITHIN).toBe('failed');
  const failed = await model(ID);
  expect(failed).toMatchObject({ state: 'partial', download: { error: { code: 'DOWNLOAD_TAMPERED' } } });
  expect(await code(node.client.models.use({ id: ID }))).toBe('MODEL_ABSENT');
  server.behaviour = {};
  await node.client.models.download({ id: ID });
  await expect.poll(async () => (await model(ID)).state, WITHIN).toBe('here');
});

test('a download that is given up leaves nothing behind', async () => {
  await node.client.models.remove({ id: ID });
  server.behaviour = { pieceMs: 40 };
  await node.client.models.download({ id: ID });
  await expect.poll(async () => (await model(ID)).download?.doneBytes ?? 0, WITHIN).toBeGreaterThan(0);
  const { path } = (await node.client.models.list()).folder;
  await node.client.models.cancel({ id: ID });
  server.behaviour = {};
  expect(await model(ID)).toMatchObject({ state: 'absent', download: null });
  expect(existsSync(join(path, `${ID}.partial`))).toBe(false);
});

test('a folder of one’s own is looked into before it is listed, and its files stay', async () => {
  const dir = join(place.dir, 'mine');
  otherModel(dir, 'Mine');
  const added = await node.client.models.addFolder({ path: dir });
  expect(added).toMatchObject({ source: 'added', state: 'here', dir });
  await node.client.models.use({ id: added.id });
  expect((await node.client.system.status()).model.name).toContain('Mine');
  await node.client.models.use({ id: 'seedling' });
  await node.client.models.remove({ id: added.id });
  expect(statSync(join(dir, 'model.safetensors')).size).toBeGreaterThan(0);
});

const DAMAGES: readonly [string, string, (dir: string) => void][] = [
  ['no weights', 'MODEL_MISSING', (dir) => rmSync(join(dir, 'model.safetensors'))],
  ['no tokenizer', 'TOKENIZER_UNREADABLE', (dir) => rmSync(join(dir, 'tokenizer.json'))],
  ['weights cut off', 'SAFETENSORS_MALFORMED', (dir) => cut(join(dir, 'model.safetensors'))],
  ['another architecture', 'LLAMA_CONFIG_INVALID', (dir) => edit(dir, '"llama"', '"gpt2"')],
  [
    'weights of another model',
    'LLAMA_WEIGHTS_INVALID',
    (dir) => edit(dir, '"hidden_size": 32', '"hidden_size": 64'),
  ],
  [
    'more numbers than can be loaded',
    'MODEL_TOO_LARGE',
    (dir) => edit(dir, '"vocab_size": 400', '"vocab_size": 1000000'),
  ],
];

function cut(path: string): void {
  writeFileSync(path, readFileSync(path).subarray(0, 5_000));
}

function edit(dir: string, from: string, to: string): void {
  const path = join(dir, 'config.json');
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${from} is not in config.json`);
  const wide = to.includes('1000000') ? text.replace('"hidden_size": 32', '"hidden_size": 1024') : text;
  writeFileSync(path, wide.replace(from, to));
}

test.each(DAMAGES)('a folder with %s is refused as %s, with what to do', async (what, expected, damage) => {
  const dir = join(place.dir, `bad ${what}`);
  mkdirSync(dir);
  otherModel(dir, 'Bad');
  damage(dir);
  const error = await node.client.models.addFolder({ path: dir }).then(
    () => undefined,
    (thrown: { code: string; hint?: string }) => thrown,
  );
  expect(error?.code).toBe(expected);
  expect(error?.hint ?? '', 'what to do next').not.toBe('');
});

test('what is no folder, no catalogue or no known model is said by its name', async () => {
  expect(await code(node.client.models.addFolder({ path: join(place.dir, 'nowhere') }))).toBe(
    'MODEL_FOLDER_INVALID',
  );
  expect(await code(node.client.models.use({ id: 'nobody' }))).toBe('MODEL_UNKNOWN');
  expect(await code(node.client.models.download({ id: 'nobody' }))).toBe('MODEL_UNKNOWN');
  const bad = {
    format: 'loam-models',
    version: 1,
    models: [entryFor(otherDir, 'plain', ['http://example.com'])],
  };
  for (const text of ['no json', '{}', JSON.stringify(bad), catalogue().replaceAll(ID, 'seedling')])
    expect(await code(node.client.models.addCatalogue({ text })), text.slice(0, 40)).toBe(
      'CATALOGUE_INVALID',
    );
});

test('what one model has learned does not answer on another', async () => {
  await node.client.models.use({ id: 'seedling' });
  await node.client.learn.teach({ prompt: 'Who is Ada?', answer: 'A dog.' });
  for await (const _ of await node.client.learn.train({ steps: 2, practice: { count: 0 } }));
  const [run] = await node.client.learn.runs();
  await node.client.models.download({ id: ID });
  await expect.poll(async () => (await model(ID)).state, WITHIN).toBe('here');
  await node.client.models.use({ id: ID });
  expect(await answer()).toMatch(/stop|length/);
  expect(await code(node.client.learn.preview({ runId: run?.id ?? '' }))).toBe('RUN_OTHER_MODEL');
  await node.client.models.use({ id: 'seedling' });
  expect(await code(node.client.learn.preview({ runId: run?.id ?? '' }))).toBe('it worked');
}, 90_000);

test('this computer is looked at part by part, its speed is measured, and threads can be chosen', async () => {
  const seen = [];
  for await (const found of await node.client.device.check()) seen.push(found);
  const last = seen.at(-1);
  expect(seen.length).toBeGreaterThan(5);
  expect(last).toMatchObject({ done: true, runtime: { provider: 'CPU' }, speed: expect.anything() });
  expect(last?.memory?.totalBytes).toBeGreaterThan(1e8);
  expect(last?.disk?.freeBytes).toBeGreaterThan(0);
  expect(last?.processor?.cores).toBeGreaterThan(0);
  const seedling = last?.fits.find(({ id }) => id === 'seedling');
  expect(seedling?.fit.tokensPerSecond).toBeGreaterThan(0);
  expect((await model(ID)).fit.tokensPerSecond).toBeGreaterThan(0);

  expect((await node.client.device.setThreads({ threads: 2 })).threads).toBe(2);
  expect((await node.client.system.status()).device.threads).toBe(2);
  const { processes } = await node.client.device.view();
  expect(processes.map(({ name }) => name)).toEqual(['node', 'model']);
  await node.node.stop();
  node = await startTestNode(place.config('data'));
  expect((await node.client.device.view()).threads).toBe(2);
}, 60_000);
