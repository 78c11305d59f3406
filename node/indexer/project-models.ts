import { MAX_ROLLED_BACK } from './limits.ts';
import { type EventIn, lower, type Projection, put } from './row-write.ts';

/** Model versions and what was proposed to become one. */
export const projectModelRegistry: Projection<EventIn<'ModelRegistry'>> = (event, block) => {
  switch (event.eventName) {
    case 'ManifestProposed': {
      const { epoch, aggregator, manifestCid, adapterCid, utilityPpm, evaluationDigest } = event.args;
      const set = {
        aggregator: lower(aggregator),
        manifest_cid: manifestCid,
        adapter_cid: adapterCid,
        utility_ppm: utilityPpm,
        evaluation_digest: evaluationDigest,
        state: 'proposed',
        proposed_at: block.timestamp,
      };
      return [put('manifests', { epoch: Number(epoch) }, set)];
    }
    case 'ManifestFell':
      return [put('manifests', { epoch: Number(event.args.epoch) }, { state: 'fell' })];
    case 'VersionFinalized': {
      const { version, epoch, parent, manifestCid, adapterCid, aggregator } = event.args;
      const set = {
        epoch: Number(epoch),
        parent: Number(parent),
        manifest_cid: manifestCid,
        adapter_cid: adapterCid,
        aggregator: lower(aggregator),
        finalized_at: block.timestamp,
        rolled_back: 0,
      };
      return [
        put('versions', { version: Number(version) }, set),
        put('manifests', { epoch: Number(epoch) }, { state: 'final' }),
      ];
    }
    case 'RolledBack': {
      const from = Number(event.args.from);
      const to = Math.max(Number(event.args.to), from - MAX_ROLLED_BACK);
      return Array.from({ length: Math.max(0, from - to) }, (_, i) =>
        put('versions', { version: to + 1 + i }, { rolled_back: 1 }),
      );
    }
    default:
      return [];
  }
};
