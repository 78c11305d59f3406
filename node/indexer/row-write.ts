import type { FollowedBlock, FollowedEvent } from '../chain/event-follower.ts';
import type { SqlValue } from '../database/open-database.ts';
import type { IndexTable } from './index-schema.ts';

type Values = Readonly<Record<string, SqlValue>>;

/** A change of one row that an event leads to. The row is made when it is not there. */
export type RowWrite =
  /** Sets columns. */
  | { readonly kind: 'put'; readonly table: IndexTable; readonly key: Values; readonly set: Values }
  /** Adds to an amount, kept as decimal text. */
  | {
      readonly kind: 'add';
      readonly table: IndexTable;
      readonly key: Values;
      readonly column: string;
      readonly amount: bigint;
    };

/** Turns an event into the rows that it changes. Pure: it looks at nothing else. */
export type Projection<TEvent = FollowedEvent> = (event: TEvent, block: FollowedBlock) => readonly RowWrite[];

/** An event of one contract. */
export type EventIn<Name extends FollowedEvent['contract']> = Extract<FollowedEvent, { contract: Name }>;

/** Sets columns of a row. */
export function put(table: IndexTable, key: Values, set: Values): RowWrite {
  return { kind: 'put', table, key, set };
}

/** Adds to an amount of a row. */
export function add(table: IndexTable, key: Values, column: string, amount: bigint): RowWrite {
  return { kind: 'add', table, key, column, amount };
}

/** An address as all tables have it. */
export function lower(address: string): string {
  return address.toLowerCase();
}
