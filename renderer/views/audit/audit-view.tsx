import { EmptyPlace } from '../../parts/empty-place.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { Strata } from './strata.tsx';
import { VersionDetail } from './version-detail.tsx';

/** How the model grew, and the checks of one version on this computer. */
export function AuditView() {
  const versions = useFrom('audit', (s) => s.versions);
  const error = useFrom('audit', (s) => s.error);
  const dismiss = useFrom('audit', (s) => s.dismissError);
  const selected = useFrom('audit', (s) => s.selected);
  const version = versions.find((v) => v.version === selected) ?? versions[0];
  return (
    <section className="page">
      <header className="head">
        <h1>{auditWords.title}</h1>
      </header>
      <div className="audit">
        <div className="audit__strata">
          <Strata current={version?.version ?? 0} />
          {version === undefined && <NothingYet />}
        </div>
        {version !== undefined && (
          <div className="audit__detail">
            {error !== null && <ErrorNotice error={error} onDismiss={dismiss} />}
            <VersionDetail key={version.version} version={version} />
          </div>
        )}
      </div>
    </section>
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
