/** The part of @orbitdb/core that this project uses; the package ships no types. */
declare module '@orbitdb/core' {
  export interface Storage {
    put(key: string, value: Uint8Array | true): Promise<void>;
    del(key: string): Promise<void>;
    get(key: string): Promise<Uint8Array | undefined>;
    iterator(options?: { amount?: number; reverse?: boolean }): AsyncIterable<[string, Uint8Array]>;
    merge(other: Storage): Promise<void>;
    clear(): Promise<void>;
    close(): Promise<void>;
  }
  export function LevelStorage(options: { path: string }): Promise<Storage>;
  export function LRUStorage(options: { size: number }): Promise<Storage>;
  export function MemoryStorage(): Promise<Storage>;
  export function ComposedStorage(first: Storage, second: Storage): Promise<Storage>;

  export interface KeyStore {
    addKey(id: string, key: { privateKey: Uint8Array }): Promise<void>;
    close(): Promise<void>;
  }
  export function KeyStore(options: { storage: Storage }): Promise<KeyStore>;

  export interface Identity {
    readonly id: string;
    readonly publicKey: string;
    readonly type: string;
    readonly hash: string;
    readonly bytes: Uint8Array;
  }
  export interface Identities {
    readonly keystore: KeyStore;
    createIdentity(options: { id: string }): Promise<Identity>;
    getIdentity(hash: string): Promise<Identity | undefined>;
    verifyIdentity(identity: Identity): Promise<boolean>;
    verify(signature: string, publicKey: string, data: Uint8Array): Promise<boolean>;
  }
  export function Identities(options: { keystore: KeyStore; storage: Storage }): Promise<Identities>;

  export interface Clock {
    readonly id: string;
    readonly time: number;
  }
  export interface UnhashedEntry {
    readonly id: string;
    readonly payload: unknown;
    readonly next: readonly string[];
    readonly refs: readonly string[];
    readonly clock: Clock;
    readonly v: number;
    readonly key: string;
    readonly identity: string;
    readonly sig: string;
  }
  export interface LogEntry extends UnhashedEntry {
    readonly hash: string;
  }
  export const Entry: {
    create(
      identity: Identity,
      id: string,
      payload: unknown,
      encrypt: undefined,
      clock: Clock,
      next: readonly string[],
      refs: readonly string[],
    ): Promise<UnhashedEntry>;
    verify(identities: Pick<Identities, 'verify'>, entry: UnhashedEntry): Promise<boolean>;
    decode(bytes: Uint8Array): Promise<LogEntry>;
    encode(entry: UnhashedEntry): Promise<{ hash: string; bytes: Uint8Array }>;
  };

  export interface Log {
    heads(): Promise<(LogEntry | undefined)[]>;
    get(hash: string): Promise<LogEntry | undefined>;
    has(hash: string): Promise<boolean>;
    joinEntry(entry: LogEntry): Promise<boolean>;
    traverse(): AsyncIterable<LogEntry>;
  }
  export interface EventsDatabase {
    readonly address: string;
    readonly log: Log;
    close(): Promise<void>;
  }
  export interface AccessController {
    readonly type: string;
    readonly address: string;
    canAppend(entry: LogEntry | UnhashedEntry): Promise<boolean>;
  }
  export type AccessControllerFactory = (context: { identities: Identities }) => Promise<AccessController>;

  export interface OrbitDB {
    open(
      name: string,
      options: {
        type: 'events';
        sync: false;
        AccessController: AccessControllerFactory;
        entryStorage: Storage;
        headsStorage: Storage;
        indexStorage: Storage;
      },
    ): Promise<EventsDatabase>;
    stop(): Promise<void>;
  }
  export function createOrbitDB(options: {
    ipfs: unknown;
    id: string;
    identity: Identity;
    identities: Identities;
    directory: string;
  }): Promise<OrbitDB>;
}
