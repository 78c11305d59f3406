import { useEffect } from 'react';
import { EmptyPlace } from '../../parts/empty-place.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { Archive } from './archive.tsx';
import { Strata } from './strata.tsx';
import { Trace } from './trace.tsx';
import { VersionDetail } from './version-detail.tsx';

/** The strata, and at their right the version or the contribution that was chosen. */
export function Versions() {
  const versions = useFrom('audit', (s) => s.versions);
  const error = useFrom('audit', (s) => s.error);
  const dismiss = useFrom('audit', (s) => s.dismissError);
  const selected = useFrom('audit', (s) => s.selected);
  const followed = useFrom('audit', (s) => s.followed);
  const readContributions = useFrom('audit', (s) => s.readContributions);
  // Read from the chain while somebody looks, not whenever the app starts; `versions` is another list after a refresh.
  useEffect(() => {
    if (versions.length > 0) void readContributions();
  }, [versions, readContributions]);
  const version = versions.find((v) => v.version === selected) ?? versions[0];
  return (
    <div className="audit">
      <ScrollRegion className="audit__strata" label={auditWords.strata.title}>
        {error !== null && <ErrorNotice error={error} onDismiss={dismiss} />}
        <Strata current={version?.version ?? 0} />
        {version === undefined && <NothingYet />}
        <Archive epoch={version?.finalizedAt == null ? null : version.epoch} />
      </ScrollRegion>
      {followed !== null && (
        <ScrollRegion className="audit__detail" label={auditWords.trace.title}>
          <Trace cid={followed.cid} trace={followed.trace} />
        </ScrollRegion>
      )}
      {followed === null && version !== undefined && (
        <ScrollRegion className="audit__detail" label={auditWords.detail.title(version.version)}>
          <VersionDetail key={version.version} version={version} />
        </ScrollRegion>
      )}
    </div>
  );
}

function NothingYet() {
  const on = useFrom('system', (s) => s.status?.network.state === 'on');
  const go = useFrom('ui', (s) => s.go);
  return (
    <EmptyPlace title={auditWords.empty.title} text={on ? auditWords.empty.text : auditWords.empty.offText}>
      {!on && (
        <button type="button" className="button" onClick={() => go('network')}>
          {auditWords.empty.goNetwork}
        </button>
      )}
    </EmptyPlace>
  );
}
