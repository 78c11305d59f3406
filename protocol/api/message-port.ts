/**
 * The least that a channel between two of our processes can do: what the RPC library's message-port adapter
 * needs from a port. Messages are structured-cloneable.
 */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start?(): void;
  close?(): void;
}
