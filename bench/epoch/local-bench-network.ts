import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeConfig } from '../../cli/paths.ts';
import { commandLineHost, debugLog } from '../../cli/with-node.ts';
import { setup } from '../../e2e/demo/build-processes.ts';
import type { LocalMember, LocalNetwork } from '../../node/network/local-network.ts';
import type { LocalMemberPlan } from '../../node/network/local-plan.ts';
import type { NetworkSession } from '../../node/network/network-session.ts';
import { type LoamNode, startNode } from '../../node/node.ts';
import type { ParameterChanges } from '../../protocol/chain/network-parameters.ts';

/** A local network of real processes with this process as an onlooker. */
export interface LocalBenchNetwork {
  readonly node: LoamNode;
  readonly local: LocalNetwork;
  readonly session: NetworkSession;
  member(name: string): LocalMember;
  /** Stops everything and removes the folder. */
  stop(): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, '../..');
const JOIN_PATIENCE_MS = 300_000;
const POLL_MS = 250;

/** Bundles the processes as they stand in the sources and lets every later node use them. */
export function bundleProcesses(): void {
  setup();
  process.env.LOAM_BUNDLES = join(ROOT, 'out');
}

/** Starts chain, contracts and `members` in a fresh folder and waits until each of them has joined. */
export async function startLocalBenchNetwork(
  members: readonly LocalMemberPlan[],
  parameters: ParameterChanges,
): Promise<LocalBenchNetwork> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loam-bench-'));
  const config = nodeConfig({ dataDir, host: 'terminal', threads: 1 });
  const node = await startNode(config, commandLineHost(config), debugLog);
  const stop = async (): Promise<void> => {
    await node.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
  };
  try {
    for await (const { sentence, step, of } of node.network.startLocal({
      members,
      parameters,
      roles: [],
      metrics: true,
    }))
      process.stderr.write(`  ${sentence} (${step} of ${of})\n`);
    const { local, session } = node.network;
    if (local === undefined || session === undefined) throw new Error('the local network did not start');
    const member = (name: string): LocalMember => {
      const found = local.members.find((m) => m.name === name);
      if (found === undefined) throw new Error(`no member is called ${name}`);
      return found;
    };
    await Promise.all(members.map(({ name }) => untilJoined(member(name))));
    return { node, local, session, member, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilJoined(member: LocalMember): Promise<void> {
  for (let waited = 0; waited < JOIN_PATIENCE_MS; waited += POLL_MS) {
    const status = await member.client.system.status().catch(() => undefined);
    if (status?.network.state === 'on') return;
    await sleep(POLL_MS);
  }
  throw new Error(`${member.name} did not join within ${JOIN_PATIENCE_MS / 1_000} s`);
}
