import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { WorkerClient } from '../../node/process/connect.ts';
import { forkHost } from '../../node/process/fork-host.ts';
import { type SupervisedWorker, superviseWorker } from '../../node/process/supervised-worker.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MAX_LANES = 8;

/** Several workers that do a list of tasks side by side, one thread each. */
export class Lanes {
  readonly #workers: readonly SupervisedWorker[];

  private constructor(workers: readonly SupervisedWorker[]) {
    this.#workers = workers;
  }

  /** Starts one worker for each core and loads the model into it. */
  static async open(modelDir: string): Promise<Lanes> {
    const host = forkHost({ workerEntry: join(ROOT, 'worker', 'worker-process.ts'), nodeEntry: '' });
    const count = Math.max(1, Math.min(MAX_LANES, availableParallelism()));
    const workers = Array.from({ length: count }, () => superviseWorker({ host }));
    await Promise.all(workers.map((worker) => worker.load({ modelDir, threads: 1 })));
    return new Lanes(workers);
  }

  /** A single task. */
  one<R>(work: (client: WorkerClient) => Promise<R>): Promise<R> {
    return work((this.#workers[0] as SupervisedWorker).client);
  }

  /** What `work` makes of each item, in the items' order. */
  async map<T, R>(
    items: readonly T[],
    work: (client: WorkerClient, item: T, at: number) => Promise<R>,
  ): Promise<R[]> {
    const results: R[] = [];
    let next = 0;
    await Promise.all(
      this.#workers.map(async ({ client }) => {
        while (next < items.length) {
          const at = next++;
          results[at] = await work(client, items[at] as T, at);
        }
      }),
    );
    return results;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }
}
