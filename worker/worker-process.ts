import type { MessagePortLike } from '../protocol/api/message-port.ts';
import { messagePortMain } from '../protocol/api/message-port-main.ts';
import { processPort } from '../protocol/api/process-port.ts';
import { serveRouter } from '../protocol/api/serve-router.ts';
import { createWorkerRouter } from './service/create-worker-router.ts';
import { WorkerService } from './service/worker-service.ts';

/** The channel that Electron gives a utility process; absent in plain Node. */
interface UtilityProcess {
  readonly parentPort?: {
    on(
      event: 'message',
      listener: (event: { data: unknown; ports: Parameters<typeof messagePortMain>[0][] }) => void,
    ): void;
  };
}

const router = createWorkerRouter(new WorkerService());
const { parentPort } = process as UtilityProcess;

if (parentPort !== undefined) {
  parentPort.on('message', ({ ports }) => {
    const port = ports[0];
    if (port !== undefined) serve(messagePortMain(port));
  });
} else {
  serve(processPort(process));
  // The node that started this worker is gone: so is the reason to live.
  process.on('disconnect', () => process.exit(0));
}

function serve(port: MessagePortLike): void {
  serveRouter(router, port);
}
