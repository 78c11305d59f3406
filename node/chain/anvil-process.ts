import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { ANVIL_START_MS, ANVIL_STATES_IN_MEMORY, PORT_LOOK_MS } from './limits.ts';
import { stateFile } from './state-files.ts';

/** How to start one chain process. */
export interface AnvilProcessOptions {
  readonly program: string;
  readonly dir: string;
  readonly port: number;
  readonly chainId: number;
  /** Seconds since 1970 of the very first block, for a chain without a state; default: now. */
  readonly genesisTime?: number | undefined;
  /** Told the process as soon as there is one, before the chain is up. */
  readonly onSpawn: (child: ChildProcess, pid: number) => void;
}

/**
 * Starts one chain process on loopback and waits until it listens. It mines a block per transaction and writes
 * its state every second.
 *
 * @throws LoamError `CHAIN_PORT_TAKEN`, `CHAIN_START_FAILED` with the program's own words
 */
export async function startAnvilProcess(options: AnvilProcessOptions): Promise<ChildProcess> {
  const { program, dir, port, chainId, genesisTime } = options;
  const child = spawn(
    program,
    [
      ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(chainId)],
      ...['--state', stateFile(dir), '--state-interval', '1'],
      ...['--prune-history', String(ANVIL_STATES_IN_MEMORY), '--cache-path', join(dir, 'cache')],
      ...(genesisTime === undefined ? [] : ['--timestamp', String(genesisTime)]),
      ...['--no-cors', '--color', 'never'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  if (child.pid !== undefined) options.onSpawn(child, child.pid);
  // Its first lines hold the well-known development keys; nothing of it is logged.
  let said = '';
  let complaint = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(
        /address already in use/i.test(why)
          ? portTaken(port)
          : new LoamError('CHAIN_START_FAILED', `The local chain did not start. ${why}`, {
              hint: 'Start again; if it stays so, look at the folder of its state.',
              data: { dir },
            }),
      );
    };
    const timer = setTimeout(() => fail(`Nothing came within ${ANVIL_START_MS / 1000} s.`), ANVIL_START_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`It ended with ${code}: ${complaint.trim().slice(0, 500)}`));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (complaint.length < 4_000) complaint += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (said === 'up') return;
      said = (said + text).slice(-200);
      if (!/Listening on /.test(said)) return;
      said = 'up';
      clearTimeout(timer);
      child.removeAllListeners('exit');
      child.removeAllListeners('error');
      child.on('error', () => undefined);
      resolve();
    });
  });
  return child;
}

/**
 * A port on loopback that is free now; `wanted` when that is.
 *
 * @param patienceMs how long to wait for `wanted`, for a port that its last owner is about to give back
 */
export async function freePort(wanted = 0, patienceMs = 0): Promise<number> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      return await bindOnce(wanted);
    } catch (error) {
      if (wanted === 0) throw error;
      if (Date.now() >= giveUpAt) return bindOnce(0);
      await sleep(PORT_LOOK_MS);
    }
  }
}

function bindOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

function portTaken(port: number): LoamError {
  return new LoamError('CHAIN_PORT_TAKEN', `Another program listens on port ${port}.`, {
    hint: 'End it, or start again: Loam then takes another port.',
    data: { port },
  });
}
