import type { TrainingEvent } from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { WorkerClient } from '../process/connect.ts';
import { MAX_WORKER_CRASHES } from './limits.ts';

/** What `train` of the worker contract takes. */
export type WorkerTrainRequest = Parameters<WorkerClient['train']>[0];

/**
 * Streams a training run that outlives its worker: when the process dies, the next one goes on from the checkpoint
 * in `request.checkpointDir`. Steps that are done again are not reported again.
 *
 * @throws LoamError `WORKER_CRASHED` when it dies too often, and what the worker reports
 */
export async function* trainThroughCrashes(
  worker: { readonly client: WorkerClient },
  request: WorkerTrainRequest,
  signal?: AbortSignal,
): AsyncGenerator<TrainingEvent, void, void> {
  let lastStep = 0;
  for (let crashes = 0; ; ) {
    try {
      const stream = await worker.client.train(request, signal === undefined ? {} : { signal });
      for await (const event of stream) {
        if (event.type === 'step') {
          if (event.step <= lastStep) continue;
          lastStep = event.step;
        }
        yield event;
      }
      return;
    } catch (error) {
      const crashed = error instanceof LoamError && error.code === 'WORKER_CRASHED';
      if (!crashed || signal?.aborted === true || ++crashes > MAX_WORKER_CRASHES) throw error;
    }
  }
}
