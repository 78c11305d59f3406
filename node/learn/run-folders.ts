import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeContext } from '../node-context.ts';
import { REMOVE_PAUSE_MS, REMOVE_TRIES } from './limits.ts';

/** Where a run's result is written until it is whole. */
export function stagingOf(context: Pick<NodeContext, 'folder'>, runId: string): string {
  return join(context.folder.paths.staging, `run-${runId}`);
}

/** Where a run's checkpoints lie. */
export function checkpointsOf(context: Pick<NodeContext, 'folder'>, runId: string): string {
  return join(context.folder.paths.checkpoints, `run-${runId}`);
}

/** Removes a run's folder, also while a worker writes into it. */
export function removeFolder(dir: string): void {
  try {
    rmSync(dir, { recursive: true, force: true, maxRetries: REMOVE_TRIES, retryDelay: REMOVE_PAUSE_MS });
  } catch {
    // The next start empties these folders; how the run ended must be told all the same.
  }
}
