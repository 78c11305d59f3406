import type { MessagePortLike } from './message-port.ts';

/** What this module needs of a process with an IPC channel: a forked child sees itself so, and a parent its child. */
export interface ProcessLike {
  send?: ((message: unknown) => unknown) | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect' | 'exit', listener: () => void): unknown;
  disconnect?: (() => void) | undefined;
  readonly connected?: boolean | undefined;
}

const CHANNEL = 'loam-rpc';

/**
 * A message port over the IPC channel of a child process, for either end. Other messages on the same channel
 * pass by untouched. Posting after the channel is gone does nothing: the `close` event has told the reader.
 */
export function processPort(target: ProcessLike): MessagePortLike {
  const onMessage: ((event: { data: unknown }) => void)[] = [];
  const onClose: (() => void)[] = [];
  let closed = false;
  const close = () => {
    if (closed) return;
    closed = true;
    for (const listener of onClose) listener();
  };
  target.on('message', (message) => {
    if (closed || !isEnvelope(message)) return;
    for (const listener of onMessage) listener({ data: message.data });
  });
  target.on('disconnect', close);
  target.on('exit', close);
  return {
    postMessage(data) {
      if (closed || target.connected === false) return;
      try {
        target.send?.({ channel: CHANNEL, data });
      } catch {
        close();
      }
    },
    addEventListener(type: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (type === 'message') onMessage.push(listener);
      else onClose.push(() => listener({ data: undefined }));
    },
    close() {
      if (!closed && target.connected !== false) target.disconnect?.();
      close();
    },
  };
}

function isEnvelope(message: unknown): message is { channel: string; data: unknown } {
  return (
    typeof message === 'object' && message !== null && 'channel' in message && message.channel === CHANNEL
  );
}
