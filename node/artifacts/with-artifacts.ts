import { generateKeyPair } from '@libp2p/crypto/keys';
import { openDataFolder } from '../data-folder/open-data-folder.ts';
import { createPeerHost } from '../peers/peer-host.ts';
import { type ArtifactStore, createArtifactStore } from './artifact-store.ts';

/** Options of {@link withArtifacts}. */
export interface WithArtifactsOptions {
  /** Address of a peer to fetch from. Nobody else is contacted. */
  readonly peer?: string;
  readonly signal: AbortSignal;
}

/**
 * Runs `use` with the artifacts of a data folder, without the rest of a node, and closes them afterwards.
 *
 * @throws LoamError `DATA_FOLDER_IN_USE` when a node has the folder, `DATA_FOLDER_INVALID`, `PEER_UNREACHABLE`.
 */
export async function withArtifacts<T>(
  dataDir: string,
  { peer, signal }: WithArtifactsOptions,
  use: (store: ArtifactStore) => Promise<T>,
): Promise<T> {
  const folder = openDataFolder(dataDir);
  try {
    const host = await createPeerHost({
      dataDir: folder.dir,
      // A passing visitor: the node's own identity stays with the node.
      privateKey: await generateKeyPair('Ed25519'),
      ...(peer === undefined ? {} : { scope: 'public' as const }),
      signal,
    });
    try {
      if (peer !== undefined) await host.dial(peer, { signal });
      return await use(createArtifactStore({ host }));
    } finally {
      await host.stop();
    }
  } finally {
    folder.close();
  }
}
