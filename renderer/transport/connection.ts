import { createORPCClient } from '@orpc/client';
import type { ContractLink } from '../../protocol/api/connect-contract.ts';
import type { Status } from '../../protocol/api/network-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { FIRST_STATUS_MS } from '../limits.ts';
import { transportWords } from '../words/transport-words.ts';
import { backOffMs } from './back-off.ts';
import type { Channel } from './channel.ts';
import type { NodeClient } from './node-client.ts';
import { ALWAYS_SEEN, type Visibility } from './visibility.ts';
import { notConnected } from './websocket-channel.ts';

/** What a connection tells whoever shows it. */
export interface ConnectionEvents {
  /** The node answers; called once per connection, before its first status. */
  onOpen(): void;
  onStatus(status: Status): void;
  /** The node is away; another try follows by itself. */
  onLost(): void;
}

/** A connection to the node that mends itself. */
export interface Connection {
  /** Valid for the page's whole life; calls made while the node is away fail with `NOT_CONNECTED`. */
  readonly client: NodeClient;
  /** Tries again now instead of when the wait is over. */
  retry(): void;
  stop(): void;
}

/**
 * Keeps one channel to the node open and reads its status from it.
 *
 * While nobody sees the page no status is read: nothing would be drawn of it.
 *
 * @param open makes a channel; may throw while the node is away
 * @param sleep waits some milliseconds
 * @param visibility whether anybody sees the page
 */
export function connect(
  open: () => Promise<Channel>,
  events: ConnectionEvents,
  sleep: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  visibility: Visibility = ALWAYS_SEEN,
): Connection {
  let current: Channel | undefined;
  let stopped = false;
  let retry: () => void = () => undefined;
  const link: ContractLink = {
    call: (path, input, options) =>
      current === undefined
        ? Promise.reject(notConnected(undefined))
        : current.link.call(path, input, options),
  };
  const client: NodeClient = createORPCClient(link);

  /** Reads statuses until the channel ends. Says whether there was any. */
  const serve = async (): Promise<boolean> => {
    const channel = await open();
    current = channel;
    const leave = new AbortController();
    let answered = false;
    try {
      const patience = sleep(FIRST_STATUS_MS).then(() => answered || leave.abort(tooLate()));
      void channel.closed.then(() => leave.abort(notConnected(undefined)));
      const readWhileSeen = async (): Promise<void> => {
        const signal = AbortSignal.any([leave.signal, visibility.hidden()]);
        for await (const status of await client.system.watch(undefined, { signal })) {
          if (leave.signal.aborted) return;
          if (!answered) events.onOpen();
          answered = true;
          events.onStatus(status);
          if (signal.aborted) return;
        }
      };
      const read = async (): Promise<void> => {
        while (!leave.signal.aborted) {
          const hidden = visibility.hidden();
          await readWhileSeen().catch((error: unknown) => {
            if (!hidden.aborted) throw error;
          });
          // The node ended it: that is a loss, unless it ended because nobody looks.
          if (!hidden.aborted) return;
          await visibility.seen();
        }
      };
      await Promise.race([read(), aborted(leave.signal), patience.then(() => new Promise(() => undefined))]);
    } catch {
      // Whatever ended it, the answer is to connect again; the banner says so.
    } finally {
      current = undefined;
      leave.abort();
      channel.close();
    }
    return answered;
  };

  const keep = async (): Promise<void> => {
    for (let attempt = 0; !stopped; attempt++) {
      // A page that starts in the tray connects when somebody looks at it.
      await visibility.seen();
      if (await serve().catch(() => false)) attempt = 0;
      if (stopped) return;
      events.onLost();
      await Promise.race([
        sleep(backOffMs(attempt)),
        new Promise<void>((resolve) => {
          retry = resolve;
        }),
      ]);
    }
  };
  void keep();
  return {
    client,
    retry: () => retry(),
    stop: () => {
      stopped = true;
      current?.close();
      retry();
    },
  };
}

function tooLate(): LoamError {
  return new LoamError('NOT_CONNECTED', transportWords.tooLate);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
