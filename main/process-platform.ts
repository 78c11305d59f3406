/** A port whose two ends are handed to two processes. The broker only moves it. */
export interface TransferablePort {
  close(): void;
}

/** A process that the broker started. */
export interface BrokeredProcess {
  readonly pid: number | undefined;
  post(message: unknown, ports?: readonly TransferablePort[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once; null when a signal ended it or it never started. */
  onExit(listener: (code: number | null) => void): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** What the broker needs of the system beneath: Electron's utility processes, or threads in a test. */
export interface ProcessPlatform {
  /** @throws when the process cannot be started */
  fork(kind: 'node' | 'worker', name: string, env: Readonly<Record<string, string>>): BrokeredProcess;
  channel(): readonly [TransferablePort, TransferablePort];
  /** Milliseconds, monotonic. */
  now(): number;
}
