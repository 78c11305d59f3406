import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import { processPort } from '../../protocol/api/process-port.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/**
 * The port to the process that forked this one. It closes when the parent is gone, also when that was killed;
 * a child process should then stop.
 *
 * @throws LoamError `PARENT_MISSING` when this process was not forked
 */
export function parentPort(): MessagePortLike {
  if (process.send === undefined) {
    throw new LoamError('PARENT_MISSING', 'This process was not started by another one of Loam.', {
      hint: 'Start Loam with npm start or npm run loam.',
    });
  }
  return processPort({
    send: (message) => process.connected && process.send?.(message, undefined, undefined, () => undefined),
    on(event: string, listener: (message: unknown) => void) {
      return process.on(event as 'message', listener);
    },
    disconnect: () => process.disconnect?.(),
    get connected() {
      return process.connected;
    },
  });
}
