import type { MessagePortLike } from './message-port.ts';

/** A port that speaks through `on`: Electron's MessagePortMain (events carry `data`). */
export interface MessagePortMainLike {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/** Wraps Electron's MessagePortMain as a {@link MessagePortLike}. Call `start` once the listeners are there. */
export function messagePortMain(port: MessagePortMainLike): MessagePortLike {
  let closed = false;
  port.on('close', () => {
    closed = true;
  });
  return {
    postMessage(message) {
      if (!closed) port.postMessage(message);
    },
    addEventListener(type: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (type === 'message') port.on('message', (event) => listener({ data: event.data }));
      else port.on('close', () => listener({ data: undefined }));
    },
    start: () => port.start(),
    close: () => port.close(),
  };
}
