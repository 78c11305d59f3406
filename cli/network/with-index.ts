import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { openDataFolder } from '../../node/data-folder/open-data-folder.ts';
import type { Database } from '../../node/database/open-database.ts';
import { indexFile, openIndex } from '../../node/indexer/open-index.ts';
import type { VerbContext } from '../verb.ts';
import { dataDirOf, withChain } from './open-chain.ts';

/** Opens the index of the command line's network and a connection to its chain, and closes both. */
export function withIndex<T>(
  context: VerbContext,
  use: (parts: { readonly db: Database; readonly chain: ChainClient }) => Promise<T>,
): Promise<T> {
  return withChain(context, 'read', async (chain) => {
    const dataDir = dataDirOf(context);
    // A folder that is not marked as Loam's would be taken for somebody else's once it holds an index.
    if (!existsSync(join(dataDir, 'version.json'))) openDataFolder(dataDir).close();
    const db = openIndex(indexFile(dataDir, chain.descriptor.id), chain.descriptor);
    try {
      return await use({ db, chain });
    } finally {
      db.close();
    }
  });
}
