import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ProcessHost } from '../process/process-host.ts';
import { superviseWorker } from '../process/supervised-worker.ts';
import { type Finding, fine } from './finding.ts';
import { MODEL_TIMEOUT_MS } from './limits.ts';

/** Starts a worker, loads the model and lets it answer, as a chat does. */
export async function checkModel(
  host: Pick<ProcessHost, 'spawnWorker'>,
  model: { readonly modelDir: string; readonly threads: number },
): Promise<Finding> {
  const worker = superviseWorker({ host });
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new LoamError('MODEL_SLOW', 'The model is not loaded after two minutes.')),
        MODEL_TIMEOUT_MS,
      );
    });
    const info = await Promise.race([worker.load(model), late]);
    return fine(
      'model',
      `The model ${info.name} loads (${info.parameters.toLocaleString('en')} parameters).`,
    );
  } catch (error) {
    const { message, hint } = LoamError.wrap('MODEL_FAILED', error);
    return {
      id: 'model',
      state: 'fail',
      sentence: message,
      mend: hint ?? 'Install Loam again, or choose another model folder.',
    };
  } finally {
    clearTimeout(timer);
    await worker.stop();
  }
}
