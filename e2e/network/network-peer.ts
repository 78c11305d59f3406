import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Reachability } from '../../protocol/api/network-schemas.ts';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import type { TestWorld } from './test-world.ts';

/** How a peer of a test starts; the same words as of a peer host. */
export interface PeerSettings {
  readonly dataDir: string;
  readonly networkId: string;
  readonly listen: readonly string[];
  readonly announce?: readonly string[];
  readonly relays?: readonly string[];
  readonly bootstrap?: readonly string[];
  readonly mdns?: boolean;
  readonly isRelay?: boolean;
}

/** What a peer can be told. */
export type PeerCommand =
  | { readonly do: 'status' }
  | { readonly do: 'dial'; readonly address: string; readonly timeoutMs?: number }
  | { readonly do: 'put'; readonly bytes: number; readonly seed: number }
  | {
      readonly do: 'get';
      readonly cid: string;
      readonly bytes: number;
      readonly seed: number;
      readonly timeoutMs: number;
    }
  | { readonly do: 'append'; readonly attestations: readonly GossipAttestation[] }
  | { readonly do: 'attestations' };

/** What a peer says about itself. */
export interface PeerStatus {
  readonly peerId: string;
  readonly addresses: readonly string[];
  readonly reachability: Reachability;
  readonly peers: readonly {
    readonly peerId: string;
    readonly address: string;
    readonly direction: 'inbound' | 'outbound';
  }[];
}

/** A peer in its own process and namespace. */
export interface NetworkPeer {
  readonly peerId: string;
  status(): Promise<PeerStatus>;
  ask<T>(command: PeerCommand): Promise<T>;
  stop(): void;
}

/** Starts a peer inside a host of the world. */
export async function startPeer(
  world: TestWorld,
  host: string,
  settings: PeerSettings,
): Promise<NetworkPeer> {
  const child = spawn(
    'ip',
    [
      'netns',
      'exec',
      world.namespace(host),
      process.execPath,
      join(import.meta.dirname, 'peer-process.ts'),
      JSON.stringify(settings),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let next = 0;
  const reply = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  const ready = reply(next);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, value, error } = JSON.parse(line) as {
      id: number;
      value?: unknown;
      error?: { code?: string; message: string };
    };
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(value);
    else call?.reject(Object.assign(new Error(`${host}: ${error.message}`), { code: error.code }));
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`peer ${host} ended with ${code}`));
  });
  const ask = <T>(command: PeerCommand): Promise<T> => {
    next += 1;
    const answer = reply(next) as Promise<T>;
    child.stdin.write(`${JSON.stringify({ id: next, command })}\n`);
    return answer;
  };
  await ready;
  const status = (): Promise<PeerStatus> => ask<PeerStatus>({ do: 'status' });
  const { peerId } = await status();
  return { peerId, status, ask, stop: () => void child.kill('SIGKILL') };
}

/** Attestations of a made-up validator; gossip checks their shape and the entry's signature, the chain would check more. */
export function someAttestations(from: number, count: number): GossipAttestation[] {
  return Array.from({ length: count }, (_, i) => ({
    epoch: 1,
    index: from + i,
    validator: `0x${'11'.repeat(20)}` as const,
    pass: true,
    utilityPpm: 1_000,
    uniquenessPpm: 1_000_000,
    digest: `0x${'22'.repeat(32)}` as const,
    salt: `0x${'33'.repeat(32)}` as const,
    proof: [],
    signature: `0x${'44'.repeat(65)}` as const,
  }));
}
