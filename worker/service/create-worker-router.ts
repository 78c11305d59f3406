import { implement } from '@orpc/server';
import { workerContract } from '../../protocol/api/worker-contract.ts';
import { unusedProviders } from '../onnx/unused-providers.ts';
import { inspectModel } from './inspect-model.ts';
import type { WorkerService } from './worker-service.ts';

/** The worker contract, implemented on one {@link WorkerService}. */
export function createWorkerRouter(service: WorkerService) {
  const os = implement(workerContract);
  return os.router({
    load: os.load.handler(({ input }) => service.load(input)),
    inspectModel: os.inspectModel.handler(({ input }) => inspectModel(input.modelDir)),
    info: os.info.handler(() => ({
      provider: 'CPU',
      unused: unusedProviders(),
      threads: service.threads,
      runtime: `node ${process.versions.node}`,
      model: service.info,
    })),
    generate: os.generate.handler(async function* ({ input, signal }) {
      yield* service.generate(input, signal);
    }),
    train: os.train.handler(async function* ({ input, signal }) {
      yield* service.train(input, signal);
    }),
    pauseTraining: os.pauseTraining.handler(({ input }) => ({
      paused: service.pauseTraining(input.checkpointDir),
    })),
    evaluate: os.evaluate.handler(async function* ({ input, signal }) {
      yield* service.evaluate(input, signal);
    }),
    inspect: os.inspect.handler(({ input }) => service.adapters.inspect(input.dir)),
    scan: os.scan.handler(({ input }) => service.adapters.scan(input)),
    writeInert: os.writeInert.handler(({ input }) => service.writeInert(input)),
    merge: os.merge.handler(({ input }) => service.adapters.merge(input)),
    pretrain: os.pretrain.handler(async function* ({ input, signal }) {
      const { streamPretraining } = await import('../pretrain/stream-pretraining.ts');
      yield* streamPretraining(input, signal);
    }),
  });
}
