import { mkdirSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import { serveRouter } from '../../protocol/api/serve-router.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';
import { type LoamNode, startNode } from '../node.ts';
import { connectNode } from '../process/connect.ts';
import { forkHost } from '../process/fork-host.ts';
import { isCurable, LockedNode } from './locked-node.ts';
import { openKeystore } from './open-keystore.ts';

const SLOW_MS = 60_000;
const place = testPlace();
afterAll(() => place.remove());

const connect = (closed: LockedNode<LoamNode>) => {
  const { port1, port2 } = new MessageChannel();
  closed.serve(port1 as unknown as MessagePortLike);
  return connectNode(port2 as unknown as MessagePortLike);
};

test(
  'without keys that open, a node says why, refuses everything else, and starts with the passphrase',
  async () => {
    const config = place.config('locked', { passphrase: 'open sesame' });
    const first = await startTestNode(config);
    await first.client.learn.teach({ prompt: 'Who?', answer: 'Ann.' });
    await first.node.stop();

    const { passphrase: _, ...without } = config;
    const host = forkHost(config);
    const start = (passphrase: string | undefined) =>
      startNode(passphrase === undefined ? without : { ...without, passphrase }, host);
    const error: unknown = await start(undefined).catch((cause: unknown) => cause);
    if (!isCurable(error)) throw error;
    const closed = new LockedNode(without, error, start);
    const client = connect(closed);
    expect((await client.system.status()).keys).toMatchObject({ state: 'locked', protectedBy: 'passphrase' });
    const locked = { code: 'KEYS_LOCKED' };
    await expect(client.chat.list()).rejects.toMatchObject(locked);
    await expect(client.learn.lessons()).rejects.toMatchObject(locked);
    await expect(client.network.leave()).rejects.toMatchObject(locked);
    await expect(client.system.setPassphrase({ passphrase: 'another one' })).rejects.toMatchObject(locked);
    await expect(client.system.unlock({ passphrase: 'open says me' })).rejects.toMatchObject({
      code: 'KEYS_PASSPHRASE_WRONG',
    });
    await client.system.unlock({ passphrase: 'open sesame' });
    const node = await closed.opened;
    await expect.poll(() => client.chat.list().catch(({ code }: LoamError) => code)).toBe('PORT_CLOSED');
    const { port1, port2 } = new MessageChannel();
    serveRouter(node.router, port1 as unknown as MessagePortLike);
    const opened = connectNode(port2 as unknown as MessagePortLike);
    expect(await opened.learn.lessons()).toHaveLength(1);
    expect((await opened.system.status()).keys).toMatchObject({ state: 'open', protectedBy: 'passphrase' });
    await expect(
      opened.system.setPassphrase({ passphrase: 'a new passphrase', current: 'wrong' }),
    ).rejects.toMatchObject({ code: 'KEYS_PASSPHRASE_WRONG' });
    await opened.system.setPassphrase({ passphrase: 'a new passphrase', current: 'open sesame' });
    await node.stop();
    await expect(start('open sesame')).rejects.toMatchObject({ code: 'KEYS_PASSPHRASE_WRONG' });
    await (await start('a new passphrase')).stop();
  },
  SLOW_MS,
);

/** A keychain that is there or not, as a desktop's may be. */
function keychain(works: boolean) {
  const entries = new Map<string, string>();
  const ask = <T>(work: () => T): Promise<T> =>
    works ? Promise.resolve(work()) : Promise.reject(new Error('no Secret Service'));
  return {
    entries,
    read: (name: string) => ask(() => entries.get(name) ?? null),
    write: (name: string, secret: string) => ask(() => void entries.set(name, secret)),
    remove: (name: string) => ask(() => void entries.delete(name)),
  };
}

test('where keys are to lie in a keychain, nothing less is taken', async () => {
  const { dataDir: dir } = place.config('protected');
  mkdirSync(dir);
  const none = keychain(false);
  await expect(openKeystore({ dir, protection: 'keychain', keychain: none })).rejects.toMatchObject({
    code: 'KEYS_UNPROTECTED',
    hint: expect.stringContaining('passphrase'),
  });
  const good = keychain(true);
  const made = await openKeystore({ dir, protection: 'keychain', keychain: good });
  expect(made.lock).toBe('keychain');
  expect(good.entries.size).toBe(1);
  const again = await openKeystore({ dir, protection: 'keychain', keychain: good });
  expect(again.signer.address).toBe(made.signer.address);
});

test('keys that a file of this machine opens move to the keychain, and stay where there is none', async () => {
  const { dataDir: dir } = place.config('moved');
  mkdirSync(dir);
  const before = await openKeystore({ dir });
  expect(before.lock).toBe('machine');
  expect((await openKeystore({ dir, protection: 'keychain', keychain: keychain(false) })).lock).toBe(
    'machine',
  );
  const good = keychain(true);
  const moved = await openKeystore({ dir, protection: 'keychain', keychain: good });
  expect(moved).toMatchObject({ lock: 'keychain' });
  expect(moved.signer.address).toBe(before.signer.address);
  await expect(openKeystore({ dir, keychain: keychain(true) })).rejects.toMatchObject({
    code: 'KEYS_KEYCHAIN_LOCKED',
  });
});
