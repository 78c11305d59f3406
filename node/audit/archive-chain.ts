import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { type ChainClient, createChainClient } from '../chain/chain-client.ts';
import { type ChainTape, replaying } from './chain-tape.ts';

/**
 * A client whose chain is an archive's tape: the same reads as of a live chain, without a connection.
 *
 * @throws LoamError `AUDIT_ARCHIVE_INCOMPLETE` here or at any read that the archive cannot answer
 */
export async function openArchiveChain(descriptor: NetworkDescriptor, tape: ChainTape): Promise<ChainClient> {
  const plainly = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      // The chain's library wraps what a transport throws; what is missing is the reason that counts.
      throw tape.missing ?? error;
    }
  };
  const client = await plainly(() => createChainClient({ descriptor, wrapTransport: () => replaying(tape) }));
  return { ...client, reading: (work) => plainly(() => client.reading(work)) };
}
