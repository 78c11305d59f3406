import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { base58btc } from 'multiformats/bases/base58';
import { CID } from 'multiformats/cid';
import * as Digest from 'multiformats/hashes/digest';
import { attestationTopic } from '../../node/gossip/gossip.ts';
import { openGossipIdentity } from '../../node/gossip/gossip-identity.ts';
import { createPeerHost, type PeerHost } from '../../node/peers/peer-host.ts';
import { hostileFrame } from './hostile-entry.ts';

/** Ways to attack, see bench/flood.ts. */
type Attack = 'connections' | 'oversize' | 'wantlist' | 'junk' | 'forged' | 'nextlist';

/** Entries in a hostile list of earlier entries, and in a long wantlist. */
const LIST = 20_000;
const OPEN_SOCKETS = 400;

// A hostile process: attacks for so many seconds and comes back under another name whenever it is thrown out.
const [attack, address, log, folder, seconds] = process.argv.slice(2) as [
  Attack,
  string,
  string,
  string,
  string,
];
const end = performance.now() + Number(seconds) * 1000;
const isOver = (): boolean => performance.now() > end;
const signer = await openGossipIdentity(join(folder, 'insider'));
const victimKey = await openGossipIdentity(join(folder, 'other'));
let lives = 0;
let sent = 0;

if (attack === 'connections') await floodConnections();
else
  while (!isOver()) {
    lives += 1;
    const host = await createPeerHost({ dataDir: join(folder, `life-${lives}`) });
    try {
      await host.dial(address, { timeoutMs: 3_000 });
      await attackUntilThrownOut(host);
    } catch {
      // Refused or thrown out; the next life begins.
      await sleep(100);
    }
    await host.stop();
  }
process.send?.({ lives, sent });
process.disconnect();
process.exit();

async function attackUntilThrownOut(host: PeerHost): Promise<void> {
  const { pubsub } = host.helia.libp2p.services;
  const topic = attestationTopic(log);
  for (let waits = 0; attack !== 'wantlist' && pubsub.getSubscribers(topic).length === 0; waits += 1) {
    if (isOver() || waits > 100 || host.peers().length === 0) return;
    await sleep(20);
  }
  while (!isOver() && host.peers().length > 0) {
    if (attack === 'wantlist') await sendWantlist(host);
    else await pubsub.publish(topic, await message());
    sent += 1;
    await sleep(1);
  }
}

async function message(): Promise<Uint8Array> {
  const index = Math.floor(Math.random() * 1e6);
  switch (attack) {
    case 'oversize':
      return randomBytes(1024 * 1024);
    case 'forged':
      return hostileFrame(signer, log, { index, as: victimKey });
    case 'nextlist':
      // Every second one keeps to the size and names as many unknown entries as the shape allows.
      return hostileFrame(signer, log, {
        index,
        time: 2,
        next: Array.from({ length: sent % 2 === 0 ? LIST : 64 }, unknownHash),
      });
    default:
      return randomBytes(2_000);
  }
}

function unknownHash(): string {
  return CID.createV1(0x71, Digest.create(0x12, randomBytes(32))).toString(base58btc);
}

/** A bitswap message that wants 20,000 blocks that nobody has, and wants to be told so for each. */
async function sendWantlist(host: PeerHost): Promise<void> {
  const entries = Array.from({ length: LIST }, () => {
    const cid = CID.createV1(0x55, Digest.create(0x12, randomBytes(32))).bytes;
    const entry = Buffer.concat([Buffer.from([0x0a, cid.length]), cid, Buffer.from([0x10, 1, 0x28, 1])]);
    return Buffer.concat([Buffer.from([0x0a, entry.length]), entry]);
  });
  const wantlist = Buffer.concat(entries);
  const body = Buffer.concat([Buffer.from([0x0a]), varint(wantlist.length), wantlist]);
  const [connection] = host.helia.libp2p.getConnections();
  const stream = await connection?.newStream('/ipfs/bitswap/1.2.0');
  if (stream === undefined) return;
  if (!stream.send(Buffer.concat([varint(body.length), body]))) await stream.onDrain();
  await stream.close();
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) | 128);
  }
}

/** Opens connections as fast as it can, says nothing on them, and keeps the last few hundred. */
async function floodConnections(): Promise<void> {
  const port = Number(/\/tcp\/(\d+)/.exec(address)?.[1]);
  const sockets: Socket[] = [];
  while (!isOver()) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    if (sockets.length > OPEN_SOCKETS) sockets.shift()?.destroy();
    sent += 1;
    await sleep(2);
  }
  for (const socket of sockets) socket.destroy();
}
