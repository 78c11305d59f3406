import { checkHardware } from '../models/check-hardware.ts';
import { readDevice } from '../models/read-device.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';

/** The procedures under `device`: one procedure, one call into one service. */
export function deviceRoutes(os: NodeImplementer, { context, models, loader, computer }: NodeParts) {
  const view = () => readDevice(context.worker, loader);
  return {
    check: os.device.check.handler(async function* ({ signal }) {
      yield* checkHardware(context, computer, signal);
    }),
    view: os.device.view.handler(view),
    setThreads: os.device.setThreads.handler(async ({ input }) => {
      await models.setThreads(input.threads);
      return view();
    }),
  };
}
