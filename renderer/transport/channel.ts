import type { ContractLink } from '../../protocol/api/connect-contract.ts';

/** One connection to the node, used until it closes. */
export interface Channel {
  readonly link: ContractLink;
  /** Resolves when the other side is gone. */
  readonly closed: Promise<void>;
  close(): void;
}
