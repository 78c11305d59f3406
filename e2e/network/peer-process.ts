import { createInterface } from 'node:readline';
import { createArtifactStore } from '../../node/artifacts/artifact-store.ts';
import { createGossip } from '../../node/gossip/gossip.ts';
import { createPeerDirectory } from '../../node/peers/peer-directory.ts';
import { createPeerHost } from '../../node/peers/peer-host.ts';
import { relayAnnouncements } from '../../node/peers/relay-announcements.ts';
import type { PeerCommand, PeerSettings } from './network-peer.ts';

// One peer of a test, inside its namespace: settings as JSON in the first argument, one JSON command per line in, one
// JSON answer per line out.
const settings = JSON.parse(process.argv[2] ?? '') as PeerSettings;
const { dataDir, networkId, bootstrap = [], ...options } = settings;
const host = await createPeerHost({ dataDir, networkId, ...options });
const isRelay = options.isRelay === true;
if (isRelay) relayAnnouncements(host);
else createPeerDirectory({ host, networkId, intervalMs: 1_000 });
host.maintain(bootstrap);
const store = createArtifactStore({ host });
const gossip = isRelay
  ? undefined
  : await createGossip({ host, dataDir, networkId, isAllowedKey: () => true, exchangeIntervalMs: 500 });
const log = await gossip?.openEpoch(1);

async function perform(command: PeerCommand): Promise<unknown> {
  switch (command.do) {
    case 'status':
      return {
        peerId: host.peerId,
        addresses: host.multiaddrs(),
        reachability: host.reachability(),
        peers: host.helia.libp2p.getConnections().map(({ remotePeer, remoteAddr, direction }) => ({
          peerId: remotePeer.toString(),
          address: remoteAddr.toString(),
          direction,
        })),
      };
    case 'dial':
      return host.dial(command.address, { timeoutMs: command.timeoutMs ?? 5_000 });
    case 'put':
      return String(await store.putFile(noise(command.bytes, command.seed)));
    case 'get': {
      const got = await store.getFile(command.cid, { timeoutMs: command.timeoutMs });
      return Buffer.compare(got, noise(command.bytes, command.seed)) === 0;
    }
    case 'append':
      for (const attestation of command.attestations) await log?.append(attestation);
      return command.attestations.length;
    case 'attestations':
      return ((await log?.all()) ?? []).map(({ index }) => index).sort((a, b) => a - b);
  }
}

/** Bytes that do not compress and that both sides know. */
function noise(bytes: number, seed: number): Uint8Array {
  let state = seed >>> 0;
  return Uint8Array.from({ length: bytes }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const { id, command } = JSON.parse(line) as { id: number; command: PeerCommand };
  perform(command).then(
    (value) => process.stdout.write(`${JSON.stringify({ id, value })}\n`),
    (error: unknown) => {
      const { code, message, cause } = error as { code?: string; message: string; cause?: unknown };
      const why = cause === undefined ? message : `${message} (${String(cause)})`;
      process.stdout.write(`${JSON.stringify({ id, error: { code, message: why } })}\n`);
    },
  );
});
lines.on('close', () => process.exit(0));
process.stdout.write(`${JSON.stringify({ id: 0, value: 'ready' })}\n`);
