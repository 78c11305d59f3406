import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import type { ModelVersion } from '../../../protocol/api/audit-schemas.ts';
import { formatWhen, shorten } from '../../parts/format.ts';
import { SwitchField } from '../../parts/switch-field.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { AuditProgress } from './audit-progress.tsx';
import { CompareVersions } from './compare-versions.tsx';
import { ContributionTable } from './contribution-table.tsx';

/** One version: where it came from, what went into it, and its verification on this computer. */
export function VersionDetail({ version: v }: { version: ModelVersion }) {
  const words = auditWords.detail;
  const run = useFrom('audit', ({ run }) =>
    run !== null && 'version' in run.subject && run.subject.version === v.version ? run : null,
  );
  const running = useFrom('audit', (s) => s.run?.running === true);
  const verify = useFrom('audit', (s) => s.verify);
  const cancel = useFrom('audit', (s) => s.cancel);
  const connected = useFrom('system', (s) => s.connection === 'open');
  const [signs, setSigns] = useState(false);
  return (
    <>
      <h2>{words.title(v.version)}</h2>
      <dl className="facts">
        <Fact name={words.parent} value={v.parent === 0 ? words.parentBase : words.parentVersion(v.parent)} />
        <Fact name={words.epoch} value={String(v.epoch)} />
        <Fact
          name={words.finalized}
          value={v.finalizedAt === null ? words.notFinal : formatWhen(v.finalizedAt * 1000, Date.now())}
        />
        <Fact name={words.manifest} code={v.manifestCid} />
        <Fact name={words.adapter} code={v.adapterCid} />
        <Fact name={words.aggregator} code={v.aggregator} />
      </dl>
      <div className="verify">
        {run?.running === true ? (
          <button type="button" className="button" onClick={cancel}>
            {auditWords.cancel}
          </button>
        ) : (
          <>
            <button
              type="button"
              className="button button--primary"
              data-testid="audit-verify"
              disabled={!connected || running}
              onClick={() => void verify(v.version, signs)}
            >
              <ScanSearch size={16} aria-hidden="true" />
              {auditWords.verify(v.version)}
            </button>
            <SwitchField
              name="audit-sign"
              label={auditWords.report.label}
              hint={auditWords.report.hint}
              on={signs}
              onChange={setSigns}
            />
          </>
        )}
        {run === null && <p className="quiet">{auditWords.verifyText}</p>}
      </div>
      {run !== null && <AuditProgress run={run} />}
      <ContributionTable version={v.version} />
      <CompareVersions version={v.version} />
    </>
  );
}

function Fact({ name, value, code }: { name: string; value?: string; code?: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      {value !== undefined ? (
        <dd>{value}</dd>
      ) : (
        <dd className="mono" title={code ?? undefined}>
          {code == null ? auditWords.detail.none : shorten(code, 10, 6)}
        </dd>
      )}
    </div>
  );
}
