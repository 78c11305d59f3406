import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runTool } from './run-tool.ts';
import type { TestWorld } from './test-world.ts';

/** A link with delay and loss. */
export interface ShapedLink {
  /** `netem` of the kernel, or packets through a TUN device and a process. */
  readonly by: 'netem' | 'tun';
  /** Packets that were lost so far, as far as they were counted. */
  lost(): number;
  stop(): void;
}

/**
 * Delays every packet that a router passes on, in both directions, and loses some.
 *
 * @param router with exactly two interfaces, eth0 and eth1
 * @param lossPercent of the packets of each direction
 */
export async function shapeLink(
  world: TestWorld,
  router: string,
  { delayMs, lossPercent }: { delayMs: number; lossPercent: number },
): Promise<ShapedLink> {
  const namespace = world.namespace(router);
  try {
    for (const device of ['eth0', 'eth1'])
      runTool('tc', [
        '-n',
        namespace,
        'qdisc',
        'add',
        'dev',
        device,
        'root',
        'netem',
        'delay',
        `${delayMs}ms`,
        'loss',
        `${lossPercent}%`,
      ]);
    const lost = (): number =>
      [...runTool('tc', ['-n', namespace, '-s', 'qdisc', 'show']).matchAll(/dropped (\d+)/g)]
        .map(([, count]) => Number(count))
        .reduce((a, b) => a + b, 0);
    return { by: 'netem', lost, stop: () => undefined };
  } catch {
    // This kernel has no netem.
  }
  runTool('ip', ['-n', namespace, 'tuntap', 'add', 'dev', 'slow', 'mode', 'tun']);
  runTool('ip', ['-n', namespace, 'link', 'set', 'slow', 'up']);
  runTool('ip', ['-n', namespace, 'route', 'add', 'default', 'dev', 'slow', 'table', '100']);
  // What comes from the wires goes through the device; what comes back from the device goes to the wires.
  for (const device of ['eth0', 'eth1'])
    runTool('ip', ['-n', namespace, 'rule', 'add', 'iif', device, 'lookup', '100']);
  const child = spawn(
    'ip',
    [
      'netns',
      'exec',
      namespace,
      'python3',
      join(import.meta.dirname, 'shape-packets.py'),
      'slow',
      String(delayMs),
      String(lossPercent),
      '7',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let lost = 0;
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the process that delays packets ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('ready')) resolve();
      for (const [, count] of text.matchAll(/lost (\d+)/g)) lost += Number(count);
    });
  });
  return { by: 'tun', lost: () => lost, stop: () => void child.kill('SIGKILL') };
}
