import type { ArtifactStore } from '../artifacts/artifact-store.ts';
import type { NetworkSession } from '../network/network-session.ts';

/** Where updates are judged: a joined network, or an audit archive that holds all of it in one file. */
export interface VerificationPlace
  extends Pick<NetworkSession, 'context' | 'descriptor' | 'verifiedVersionAdapter'> {
  readonly artifacts: Pick<ArtifactStore, 'getDirectory' | 'putDirectory' | 'pin'>;
}
