import { messagePortMain } from '../protocol/api/message-port-main.ts';
import { serveRouter } from '../protocol/api/serve-router.ts';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { takeNodeConfig } from './config.ts';
import { isCurable, LockedNode } from './keys/locked-node.ts';
import { type LoamNode, startNode } from './node.ts';
import { electronHost, type ShellPort } from './process/electron-host.ts';
import { forkHost } from './process/fork-host.ts';
import { parentPort } from './process/parent-port.ts';

/** Milliseconds that a clean stop may take before the process ends anyway. */
const STOP_LIMIT_MS = 4_000;

const writeLog = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
/** Present in Electron's utility process, absent in plain Node. */
const { parentPort: shellPort } = process as { readonly parentPort?: ShellPort };
const shell = shellPort === undefined ? undefined : electronHost(shellPort);

let node: LoamNode | undefined;
let ending = false;

try {
  const config = takeNodeConfig();
  shell?.onStop(() => void end());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
  const host = shell ?? forkHost({ ...config, onLog: (_kind, _pid, text) => process.stderr.write(text) });
  const start = (passphrase: string | undefined) =>
    startNode(passphrase === undefined ? config : { ...config, passphrase }, host, writeLog);
  node = await start(undefined).catch((error: unknown) => {
    if (shell === undefined || config.protection !== 'keychain' || !isCurable(error)) throw error;
    writeLog(JSON.stringify({ level: 'warn', event: 'the keys are not open', code: error.code }));
    const closed = new LockedNode(config, error, start);
    shell.onPage((port) => closed.serve(messagePortMain(port)));
    return closed.opened;
  });
  const { router } = node;
  void node.stopped.then(end);
  if (shell === undefined) {
    // Whoever started this node is gone; it must not go on alone.
    process.on('disconnect', () => void end());
    serveRouter(router, parentPort());
  } else shell.onPage((port) => serveRouter(router, messagePortMain(port)));
} catch (error) {
  const loam = LoamError.wrap('NODE_FAILED', error);
  writeLog(JSON.stringify({ level: 'error', event: 'the node did not start', ...loam.toJSON() }));
  shell?.fail(loam);
  setTimeout(() => process.exit(1), 50);
}

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
  await node?.stop();
  process.exit(0);
}
