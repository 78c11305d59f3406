import type { ModelInfo } from '../protocol/api/worker-contract.ts';
import type { ChangeHub } from './change-hub.ts';
import type { NodeConfig } from './config.ts';
import type { DataFolder } from './data-folder/open-data-folder.ts';
import type { Database } from './database/open-database.ts';
import type { Keystore } from './keys/open-keystore.ts';
import type { Logger } from './logger.ts';
import type { ProcessHost } from './process/process-host.ts';
import type { SupervisedWorker } from './process/supervised-worker.ts';

/** What every part of the node shares. Clock and randomness come from here and nowhere else. */
export interface NodeContext {
  readonly config: NodeConfig;
  readonly folder: DataFolder;
  readonly keystore: Keystore;
  readonly db: Database;
  readonly host: ProcessHost;
  readonly worker: SupervisedWorker;
  readonly log: Logger;
  /** Anything that the status shows changed. */
  readonly hub: ChangeHub;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** A fresh row id, sorted after every earlier one of this process. */
  readonly nextRowId: () => string;
  /** Id of the model that answers; adapters belong to the one that they were trained on. */
  readonly modelId: () => string;
  /** Resolves with the loaded base model, rejects with why it could not be loaded. */
  readonly model: () => Promise<ModelInfo>;
  /** Aborted when the node stops. */
  readonly stopping: AbortSignal;
}

/** A fresh row id. */
export function newRowId(context: NodeContext): string {
  return context.nextRowId();
}
