import type { CID } from 'multiformats/cid';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { createChainClient } from '../chain/chain-client.ts';
import { FETCH_TIMEOUT_MS } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { ChainTape, recording } from './chain-tape.ts';
import { readEpochFacts } from './read-epoch-facts.ts';
import { type WrittenArchive, writeAuditArchive } from './write-audit-archive.ts';

/** What an export made. */
export interface ExportedArchive extends WrittenArchive {
  readonly artifacts: number;
  /** Artifacts that nobody could give. */
  readonly absent: readonly string[];
}

/**
 * Writes everything that an audit of an epoch needs into one CAR file: what the chain says, every bundle, the
 * manifest, the version it builds on. Artifacts that are not here are fetched from peers.
 *
 * @throws LoamError `EPOCH_UNKNOWN`, `CHAIN_…`
 */
export async function exportAuditArchive(
  session: Pick<NetworkSession, 'descriptor' | 'artifacts' | 'peers'>,
  epoch: bigint,
  file: string,
  options: { readonly signal: AbortSignal; readonly onProgress?: (sentence: string) => void },
): Promise<ExportedArchive> {
  const { signal, onProgress } = options;
  const tape = new ChainTape();
  const chain = await createChainClient({
    descriptor: session.descriptor,
    wrapTransport: (transport) => recording(transport, tape),
  });
  try {
    const facts = await readEpochFacts(chain, epoch, onProgress);
    const wanted = new Map<string, CID>();
    const want = (digest: string | null | undefined): void => {
      if (digest == null) return;
      const cid = digestToCid(digest);
      wanted.set(cid.toString(), cid);
    };
    for (const submission of facts.submissions) if (submission.drawn) want(submission.cid);
    want(facts.version?.manifestCid);
    // Version 0 is the base model, which is no artifact.
    if (facts.opened.baseVersion > 0) want(facts.parent?.manifestCid);
    const present: CID[] = [];
    const absent: string[] = [];
    for (const [name, cid] of wanted) {
      onProgress?.(`Collecting artifacts (${present.length + absent.length} of ${wanted.size})`);
      signal.throwIfAborted();
      const got = await session.artifacts.pin(cid, { timeoutMs: FETCH_TIMEOUT_MS, signal }).then(
        () => true,
        () => false,
      );
      signal.throwIfAborted();
      if (got) present.push(cid);
      else absent.push(name);
    }
    const written = await writeAuditArchive(file, {
      header: {
        format: 'loam-audit/1',
        network: chain.descriptor,
        epoch: Number(epoch),
        head: { number: Number(facts.head.number), hash: facts.head.hash },
        absent,
      },
      facts: tape.facts(),
      artifacts: present,
      block: async (cid) => {
        const block = await session.peers.blocks.inspect(cid);
        return block.state === 'valid' ? block.bytes : undefined;
      },
    });
    return { ...written, artifacts: present.length, absent };
  } finally {
    chain.close();
  }
}
