import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createArtifactStore } from '../artifacts/artifact-store.ts';
import { testBytes } from '../artifacts/test-artifacts.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import { createPeerHost, type PeerHost } from '../peers/peer-host.ts';
import { createTestHosts } from '../peers/test-hosts.ts';
import { smallDisk } from './fixtures/small-disk.ts';

const SLOW_MS = 120_000;
const FULL = { code: 'DISK_FULL', hint: expect.stringMatching(/Make room/) };
const place = testPlace();
const disk = smallDisk(join(place.dir, 'disk'), 24);
if (typeof disk === 'string') process.stdout.write(`Full disks are not tested: ${disk}.\n`);

afterAll(() => {
  if (typeof disk !== 'string') disk.remove();
  place.remove();
});

test.skipIf(typeof disk === 'string')(
  'before the disk is full, learning and networks stop, and chats and lessons are still kept',
  async () => {
    if (typeof disk === 'string') return;
    const { node, client } = await startTestNode({ ...place.config('y'), dataDir: join(disk.dir, 'early') });
    const NEARLY = {
      code: 'DISK_NEARLY_FULL',
      message: expect.stringMatching(/^Only \d+ MB are free .* Make room/),
    };
    try {
      expect((await client.system.status()).disk).toMatchObject({ state: 'nearly-full' });
      await client.learn.teach({ prompt: 'Where does Ann live?', answer: 'In house 7.' });
      await client.chat.create({});
      await expect(learn(client)).rejects.toMatchObject(NEARLY);
      await expect(
        (async () => {
          for await (const _ of await client.network.startLocal());
        })(),
      ).rejects.toMatchObject(NEARLY);
    } finally {
      await node.stop();
      rmSync(join(disk.dir, 'early'), { recursive: true });
    }
  },
  SLOW_MS,
);

test.skipIf(typeof disk === 'string')(
  'on a full disk a node refuses to teach, to answer and to learn, loses nothing, and goes on when there is room',
  async () => {
    if (typeof disk === 'string') return;
    const { node, client } = await startTestNode({
      ...place.config('x'),
      dataDir: join(disk.dir, 'data'),
      nearlyFullBytes: 0,
    });
    try {
      await client.learn.teach({ prompt: 'Where does Ann live?', answer: 'In house 7.' });
      const { id: chatId } = await client.chat.create({});
      disk.fill();
      await expect(teachUntilFull(client)).rejects.toMatchObject(FULL);
      const kept = (await client.learn.lessons()).length;
      expect(kept).toBeGreaterThan(0);
      await expect(ask(client, chatId, 'a'.repeat(15_000))).rejects.toMatchObject(FULL);
      await expect(learn(client)).rejects.toMatchObject(FULL);
      expect(await client.learn.lessons()).toHaveLength(kept);

      disk.makeRoom();
      await client.learn.teach({ prompt: 'And Bob?', answer: 'In house 9.' });
      expect(await client.learn.lessons()).toHaveLength(kept + 1);
      expect(await ask(client, chatId)).toBe('answered');
      expect(await learn(client)).toBe('done');
    } finally {
      await node.stop();
    }
    // All of it is on the disk, not in memory alone.
    const again = await startTestNode({ ...place.config('x'), dataDir: join(disk.dir, 'data') });
    expect((await again.client.learn.lessons()).map(({ prompt }) => prompt)).toEqual(
      expect.arrayContaining(['Where does Ann live?', 'And Bob?']),
    );
    await again.node.stop();
  },
  SLOW_MS,
);

test.skipIf(typeof disk === 'string')(
  'on a full disk an artifact is neither imported nor fetched, and both work when there is room',
  async () => {
    if (typeof disk === 'string') return;
    const hosts = await createTestHosts();
    const opened: PeerHost[] = [];
    try {
      const source = await hosts.open('source');
      const from = createArtifactStore({ host: source });
      const files = new Map([['delta', testBytes(3_000_000, 1)]]);
      const root = await from.putDirectory(files);
      const car = join(place.dir, 'lesson.car');
      await from.exportCar([root], car);
      for (const way of ['import', 'fetch'] as const) {
        const host = await createPeerHost({ dataDir: join(disk.dir, way) });
        opened.push(host);
        await hosts.connect(host, source);
        const store = createArtifactStore({ host });
        const kept = await store.putDirectory(new Map([['small', testBytes(1_000, 2)]]));
        const bring = (): Promise<unknown> =>
          way === 'import' ? store.importCar(car) : store.fetch(root, { timeoutMs: SLOW_MS / 3 });
        disk.fill();
        await expect(bring()).rejects.toMatchObject(FULL);
        await expect(store.putDirectory(new Map([['more', testBytes(500_000, 3)]]))).rejects.toMatchObject(
          FULL,
        );
        expect((await store.getDirectory(kept, { offline: true })).get('small')).toEqual(testBytes(1_000, 2));
        disk.makeRoom();
        await bring();
        expect(
          Buffer.compare(
            (await store.getDirectory(root, { offline: true })).get('delta') ?? Buffer.alloc(0),
            files.get('delta') ?? Buffer.alloc(1),
          ),
        ).toBe(0);
        expect((await store.verify(root)).missing).toEqual([]);
      }
    } finally {
      for (const host of opened) await host.stop();
      await hosts.dispose();
    }
  },
  SLOW_MS,
);

/** The first lessons may still fit into pages that the database has. */
async function teachUntilFull(client: TestNode['client']): Promise<void> {
  for (let i = 0; i < 200; i++)
    await client.learn.teach({ prompt: `Question ${i}?`, answer: 'a'.repeat(2_000) });
}

async function ask(
  client: TestNode['client'],
  chatId: string,
  text = 'Where does Ann live?',
): Promise<string> {
  for await (const event of await client.chat.send({ chatId, text }))
    if (event.type === 'done') return 'answered';
  return 'nothing';
}

async function learn(client: TestNode['client']): Promise<string> {
  for await (const event of await client.learn.train({ steps: 2, practice: { count: 8 } }))
    if (event.type === 'done') return event.run.state;
  return 'nothing';
}
