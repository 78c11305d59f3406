import type { Metrics, MultiaddrConnection } from '@libp2p/interface';

/** Bytes that went over the wire since the host started: handshakes, encryption and multiplexing included. */
export interface Traffic {
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

/** Counts the bytes of every connection, to be given to libp2p as its metrics. */
export interface ByteCounter {
  traffic(): Traffic;
  readonly metrics: () => Metrics;
}

/** What every transport of libp2p calls with what has arrived; not part of the interface. */
interface Receiving {
  onData(data: { readonly byteLength: number }): void;
}

/**
 * Counts what leaves and reaches this node over all transports. Libp2p shows each connection to its metrics before the
 * first byte is read; everything else that metrics can do is left undone. A relayed connection is not counted itself:
 * its bytes travel in the connection to the relay.
 */
export function createByteCounter(): ByteCounter {
  let sentBytes = 0;
  let receivedBytes = 0;
  const count = (connection: MultiaddrConnection & Receiving): void => {
    if (connection.remoteAddr.toString().includes('/p2p-circuit')) return;
    // What arrived before the connection was shown waits in its buffer.
    receivedBytes += connection.readBufferLength;
    // Not a listener for messages: with one, data that nobody else waits for yet would be dropped.
    const receive = connection.onData.bind(connection);
    connection.onData = (data) => {
      receivedBytes += data.byteLength;
      receive(data);
    };
    const send = connection.send.bind(connection);
    connection.send = (data) => {
      sentBytes += data.byteLength;
      return send(data);
    };
  };
  return {
    traffic: () => ({ sentBytes, receivedBytes }),
    metrics: () =>
      ({
        ...NOTHING_ELSE,
        trackMultiaddrConnection: (connection: MultiaddrConnection) =>
          count(connection as MultiaddrConnection & Receiving),
      }) as Metrics,
  };
}

const nothing = (): void => undefined;
const NUMBER = {
  update: nothing,
  increment: nothing,
  decrement: nothing,
  observe: nothing,
  reset: nothing,
  timer: () => nothing,
};
const register = () => NUMBER;

const NOTHING_ELSE = {
  trackProtocolStream: nothing,
  registerMetric: register,
  registerMetricGroup: register,
  registerCounter: register,
  registerCounterGroup: register,
  registerHistogram: register,
  registerHistogramGroup: register,
  registerSummary: register,
  registerSummaryGroup: register,
  traceFunction: <F>(_name: string, traced: F): F => traced,
  createTrace: nothing,
};
