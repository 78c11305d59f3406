import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Misconduct } from '../peers/peer-conduct.ts';

/**
 * What an error says about the peer whose bytes caused it; undefined when an honest peer may cause it too, for example
 * because the two read the chain at different moments.
 */
export function misconductOf(error: unknown): Misconduct | undefined {
  switch (error instanceof LoamError ? error.code : undefined) {
    case 'GOSSIP_TOO_LARGE':
      return 'oversize';
    case 'GOSSIP_MALFORMED':
    case 'GOSSIP_OTHER_LOG':
      return 'junk';
    case 'GOSSIP_FORGED':
      return 'forged';
    default:
      return undefined;
  }
}
