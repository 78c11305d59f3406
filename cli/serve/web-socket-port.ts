import type { WebSocket } from 'ws';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import { MAX_UNREAD_BYTES } from './limits.ts';

/**
 * A browser's WebSocket as a channel between processes. Text frames only: a binary one closes it, and so does a
 * browser that lets more than {@link MAX_UNREAD_BYTES} pile up.
 */
export function webSocketPort(socket: WebSocket): MessagePortLike {
  socket.on('message', (_data, isBinary) => {
    if (isBinary) socket.close(1003, 'Text only.');
  });
  return {
    postMessage(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
      else socket.send(typeof message === 'string' ? message : new Uint8Array(message as ArrayBuffer));
    },
    addEventListener(type: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (type === 'close') socket.once('close', () => listener({ data: undefined }));
      else {
        socket.on('message', (data, isBinary) => {
          if (!isBinary) listener({ data: data.toString() });
        });
      }
    },
    close: () => socket.close(1000),
  };
}
