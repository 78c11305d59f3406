/**
 * One of the two processes of the artifact benchmark: a peer with an artifact store, told what to do over the parent's
 * channel. Arguments: folder, bytes.
 */
import { randomFillSync } from 'node:crypto';
import { multiaddr } from '@multiformats/multiaddr';
import { createArtifactStore } from '../../node/artifacts/artifact-store.ts';
import { createPeerHost } from '../../node/peers/peer-host.ts';
import { pullRaw, serveRaw } from './raw-stream.ts';

/** What the parent asks. */
export type Ask =
  | { readonly do: 'put' }
  | { readonly do: 'dial'; readonly address: string }
  | { readonly do: 'raw' }
  | { readonly do: 'busy' }
  | { readonly do: 'fetch'; readonly cid: string }
  | { readonly do: 'read'; readonly cid: string };

const [folder = '', size = '0'] = process.argv.slice(2);
const bytes = Number(size);
const host = await createPeerHost({ dataDir: folder });
const store = createArtifactStore({ host });
await serveRaw(host.helia.libp2p, bytes);
let other = '';

process.on('message', (ask: Ask) => {
  void answer(ask).then(
    (value) => process.send?.({ value }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
process.send?.({ value: host.multiaddrs()[0] });

async function answer(ask: Ask): Promise<string | number> {
  if (ask.do === 'put') {
    const files = new Map([['delta.safetensors', randomFillSync(new Uint8Array(bytes))]]);
    return (await store.putDirectory(files)).toString();
  }
  if (ask.do === 'dial') {
    other = ask.address;
    return host.dial(other);
  }
  if (ask.do === 'busy') return busyMs();
  const start = performance.now();
  const got = await (ask.do === 'raw' ? pullRaw(host.helia.libp2p, multiaddr(other)) : take(ask));
  const ms = performance.now() - start;
  if (got !== bytes) throw new Error(`${got} bytes came, not ${bytes}`);
  return ms;
}

/** Milliseconds that the main thread, which the network runs on, has kept a processor busy. */
function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** `fetch` brings an artifact here, checked and stored; `read` also takes its files into memory. */
async function take(ask: Extract<Ask, { cid: string }>): Promise<number> {
  if (ask.do === 'read') return (await store.getDirectory(ask.cid)).get('delta.safetensors')?.length ?? 0;
  await store.fetch(ask.cid);
  return bytes;
}
