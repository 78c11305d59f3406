import type { Stream } from '@libp2p/interface';
import { multiaddr } from '@multiformats/multiaddr';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHosts, type TestHosts, until } from './test-hosts.ts';
import { widenWindow } from './widen-window.ts';

const PROTOCOL = '/loam/test/window/1';
const WINDOW = 8 * 1024 * 1024;
const LIMIT_MS = 30_000;
let hosts: TestHosts;

beforeEach(async () => {
  hosts = await createTestHosts();
});

afterEach(async () => {
  await hosts.dispose();
});

test('a sender may send as much as the window before the reader takes any of it, and no more', async () => {
  const sender = await hosts.open('sender');
  const reader = await hosts.open('reader');
  await hosts.connect(reader, sender);
  const sending: Stream[] = [];
  await sender.helia.libp2p.handle(PROTOCOL, (stream) => {
    sending.push(stream);
    stream.addEventListener('message', () => undefined);
  });
  /** The sender's end of a new stream, whose other end takes nothing. */
  const open = async (prepare: (stream: Stream) => void): Promise<Stream> => {
    const before = sending.length;
    const stream = await reader.helia.libp2p.dialProtocol(multiaddr(sender.multiaddrs()[0]), PROTOCOL);
    prepare(stream);
    // From now on no word about the window leaves by itself.
    stream.pause();
    stream.maxReadBufferLength = 4 * WINDOW;
    await until(() => sending.length > before, LIMIT_MS);
    return sending[before] as Stream;
  };

  const narrow = await open(() => undefined);
  narrow.send(new Uint8Array(WINDOW));
  expect(narrow.writeBufferLength).toBeGreaterThan(0);

  const wide = await open((stream) => widenWindow(stream, WINDOW));
  wide.send(new Uint8Array(WINDOW));
  await until(() => wide.writeBufferLength === 0, LIMIT_MS);
  wide.send(new Uint8Array(WINDOW));
  expect(wide.writeBufferLength).toBeGreaterThan(0);
});
