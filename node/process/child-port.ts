import type { ChildProcess } from 'node:child_process';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import { processPort } from '../../protocol/api/process-port.ts';

/** The port to a forked child (forked with `serialization: 'advanced'`). Closes when the child disconnects or ends. */
export function childPort(child: ChildProcess): MessagePortLike {
  return processPort({
    send: (message) => child.connected && child.send(message as object, () => undefined),
    on(event: string, listener: (message: unknown) => void) {
      return child.on(event, listener);
    },
    disconnect: () => child.disconnect(),
    get connected() {
      return child.connected;
    },
  });
}
