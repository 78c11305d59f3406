import { type UnixFS, unixfs } from '@helia/unixfs';
import type { CID } from 'multiformats/cid';
import type { PeerHost } from '../peers/peer-host.ts';
import type { ArtifactKeeper } from './artifact-keeper.ts';

/**
 * Stores files through `add` and records the artifact that they make.
 *
 * @param add stores them and returns the root.
 * @throws LoamError `ARTIFACT_QUOTA` when there is no room for them.
 */
export async function storeFiles(
  host: PeerHost,
  keeper: ArtifactKeeper,
  add: (fs: UnixFS) => Promise<CID>,
): Promise<CID> {
  const work = keeper.begin();
  try {
    const fs = unixfs({
      blockstore: {
        get: (cid) => host.blocks.get(cid),
        has: (cid) => host.blocks.has(cid),
        put: async (cid, value) => {
          if (!(value instanceof Uint8Array)) throw new TypeError('the importer gives whole blocks');
          work.meet(cid);
          if (host.blocks.inspect(cid).state === 'valid') work.saw(cid, value.length);
          else {
            work.reserve(cid, value.length);
            // Over the library, which offers the block to peers that wait for it.
            await host.helia.blockstore.put(cid, value);
          }
          return cid;
        },
      },
    });
    const root = await add(fs);
    work.end(root, true);
    return root;
  } finally {
    work.end(undefined, false);
  }
}
