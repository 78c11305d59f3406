import type { MergePlace } from '../merge/build-manifest.ts';
import type { CopiedArtifact } from './check-copies.ts';
import type { EpochFacts } from './epoch-facts.ts';

/** Where an audit gets everything from: a network that this node is on, or one file. The checks see no difference. */
export interface AuditSource {
  readonly facts: EpochFacts;
  /** Gives bundles and manifests, and measures them with the model of this machine. */
  readonly place: MergePlace;
  /** In words, for the report: `the network Loam` or `the archive epoch-3.car`. */
  readonly name: string;
  /** What is stored besides the artifacts and can be compared with them; null where nothing is. */
  readonly copies:
    | ((artifact: CopiedArtifact, report: AuditReport, signal: AbortSignal) => Promise<void>)
    | null;
}

/** What the single checks report to. */
export interface AuditReport {
  /** Notes one comparison. */
  compare(check: string, subject: string, expected: string, actual: string): void;
  /** Notes that something could not even be read. */
  fail(check: string, subject: string, expected: string, error: unknown): void;
}
