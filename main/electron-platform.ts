import { MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron';
import type { BrokeredProcess, ProcessPlatform, TransferablePort } from './process-platform.ts';

/** Where the bundles of the processes are, absolute paths. */
export interface ProcessEntries {
  readonly node: string;
  readonly worker: string;
}

/** Electron's utility processes and message channels. Use it after the app is ready. */
export function electronPlatform(entries: ProcessEntries): ProcessPlatform {
  return {
    fork: (kind, name, env) => forkUtility(entries[kind], name, env),
    channel: () => {
      const { port1, port2 } = new MessageChannelMain();
      return [port1, port2];
    },
    now: () => performance.now(),
  };
}

function forkUtility(entry: string, name: string, env: Readonly<Record<string, string>>): BrokeredProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName: `Loam ${name}`,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return {
    get pid() {
      return child.pid;
    },
    post: (message, ports = []) => child.postMessage(message, ports.filter(isElectronPort)),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: (signal) => {
      if (signal === 'SIGKILL' && child.pid !== undefined) killOutright(child.pid);
      else child.kill();
    },
  };
}

function killOutright(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in between.
  }
}

function isElectronPort(port: TransferablePort): port is MessagePortMain {
  return 'postMessage' in port;
}
