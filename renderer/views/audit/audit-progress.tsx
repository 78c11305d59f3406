import { Check, X } from 'lucide-react';
import type { AuditCheck } from '../../../protocol/api/audit-schemas.ts';
import { formatDuration } from '../../parts/format.ts';
import { saveFile } from '../../parts/save-file.ts';
import { useNow } from '../../parts/use-now.ts';
import { type AuditRun, auditMsLeft } from '../../stores/audit-store.ts';
import { auditWords } from '../../words/audit-words.ts';
import { type CheckGroup, groupChecks } from './check-groups.ts';

/** The checks of one audit as they come in, ticks earned one by one; mismatches named. */
export function AuditProgress({ run }: { run: AuditRun }) {
  const groups = groupChecks(run.checks);
  return (
    <div className="checks">
      {run.running && (
        <div className="checks__progress" aria-live="polite">
          <p>{run.sentence === '' ? auditWords.running : run.sentence}</p>
          <progress
            className="bar"
            aria-label={auditWords.running}
            {...(run.of > 0 ? { max: run.of, value: run.done } : {})}
          />
          <p className="quiet">
            {auditWords.earned} <TimeLeft run={run} />
          </p>
        </div>
      )}
      {run.result !== null && <Result {...run.result} />}
      <ul className="checks__list">
        {groups.map((group) => (
          <Group key={group.kind} group={group} />
        ))}
      </ul>
    </div>
  );
}

function TimeLeft({ run }: { run: AuditRun }) {
  const left = auditMsLeft(run, useNow(1_000, run.running));
  return left === null ? null : <span className="tabular">{auditWords.left(formatDuration(left))}</span>;
}

interface ResultProps {
  checked: number;
  mismatches: number;
  report: string | null;
}

function Result({ checked, mismatches, report }: ResultProps) {
  const good = mismatches === 0 && checked > 0;
  return (
    <div
      className={good ? 'verdict-box' : 'verdict-box verdict-box--bad'}
      role="status"
      data-testid="audit-result"
    >
      <p className="verdict-box__count">{auditWords.result(checked, mismatches)}</p>
      <p>{checked === 0 ? auditWords.resultEmpty : good ? auditWords.resultGood : auditWords.resultBad}</p>
      {report !== null && (
        <button
          type="button"
          className="button button--small"
          data-testid="audit-report"
          onClick={() => saveFile('loam-audit-report.json', report, 'application/json')}
        >
          {auditWords.report.save}
        </button>
      )}
    </div>
  );
}

function Group({ group: { kind, checks, mismatches } }: { group: CheckGroup }) {
  const ok = mismatches.length === 0;
  return (
    <li>
      <span className={ok ? 'tick' : 'tick tick--bad'}>
        {ok ? <Check size={14} aria-hidden="true" /> : <X size={14} aria-hidden="true" />}
      </span>
      <div className="checks__body">
        <details>
          <summary>
            <span>{auditWords.kinds[kind] ?? kind}</span>
            <span className="quiet tabular">
              {ok ? auditWords.checked(checks.length) : auditWords.broken(mismatches.length)}
            </span>
          </summary>
          <ul className="checks__subjects">
            {checks.map((check, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: checks only ever come after one another.
              <li key={i} className="quiet">
                {check.subject}
              </li>
            ))}
          </ul>
        </details>
        {mismatches.map((check, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: checks only ever come after one another.
          <Mismatch key={i} check={check} />
        ))}
      </div>
    </li>
  );
}

function Mismatch({ check }: { check: AuditCheck }) {
  return (
    <div className="mismatch" data-testid="audit-mismatch">
      <p>{check.subject}</p>
      <dl>
        <dt>{auditWords.expected}</dt>
        <dd className="mono">{check.expected}</dd>
        <dt>{auditWords.actual}</dt>
        <dd className="mono">{check.actual}</dd>
      </dl>
    </div>
  );
}
