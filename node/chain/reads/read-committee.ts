import type { Hex } from '../../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain-client.ts';
import { readAddresses } from './read-address.ts';
import { readEpochLog } from './read-epoch-log.ts';

/** A member of a committee. */
export interface Seat {
  readonly validator: Hex;
  /** Number of its node. */
  readonly node: number;
  /** Votes that it has: a node can be drawn for several seats. */
  readonly seats: number;
  /** Round in which it was drawn first; it judges in that round. */
  readonly round: number;
}

/** The committees of an epoch by position of the submission, members in the order in which they were drawn. */
export async function readCommittees(
  chain: ChainClient,
  epoch: bigint,
): Promise<ReadonlyMap<number, readonly Seat[]>> {
  const log = await readEpochLog(chain, epoch);
  const addresses = await readAddresses(
    chain,
    log.seats.flatMap(({ seats }) => seats),
  );
  const committees = new Map<number, Map<number, Seat>>();
  for (const { index, round, seats } of log.seats) {
    const committee = committees.get(index) ?? new Map<number, Seat>();
    committees.set(index, committee);
    for (const node of seats) {
      const known = committee.get(node) ?? { validator: addresses.get(node) ?? '0x', node, seats: 0, round };
      committee.set(node, { ...known, seats: known.seats + 1 });
    }
  }
  return new Map([...committees].map(([index, committee]) => [index, [...committee.values()]]));
}

/** Distinct members of a submission's committee; none before the draw. */
export async function readCommittee(chain: ChainClient, epoch: bigint, index: bigint): Promise<Hex[]> {
  const committee = (await readCommittees(chain, epoch)).get(Number(index)) ?? [];
  return committee.map(({ validator }) => validator);
}
