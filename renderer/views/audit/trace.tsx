import { ArrowLeft, Check, Circle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ContributionTrace } from '../../../protocol/audit/trace-schemas.ts';
import { formatLoam, formatPpm, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';

interface TraceProps {
  cid: string;
  /** Null while it is being read. */
  trace: ContributionTrace | null;
}

/** One contribution in five steps. A tick turns full where this computer has checked the version without mismatch. */
export function Trace({ cid, trace }: TraceProps) {
  const words = auditWords.trace;
  const follow = useFrom('audit', (s) => s.follow);
  const isEarned = useFrom('audit', ({ run }) =>
    run?.result != null && 'version' in run.subject && run.subject.version === trace?.merged?.version
      ? run.result.checked > 0 && run.result.mismatches === 0
      : false,
  );
  return (
    <>
      <button
        type="button"
        className="button button--small"
        data-testid="trace-back"
        onClick={() => void follow(null)}
      >
        <ArrowLeft size={14} aria-hidden="true" />
        {words.back}
      </button>
      <h2>{words.title}</h2>
      <p className="mono quiet" title={cid}>
        {shorten(cid, 14, 8)}
      </p>
      {trace === null ? (
        <p className="quiet">{words.loading}</p>
      ) : (
        <>
          <ol className="trace" data-testid="trace" data-earned={isEarned}>
            <Steps trace={trace} isEarned={isEarned} />
          </ol>
          {trace.ended !== null && <p className="quiet">{trace.ended}</p>}
          {trace.suspicions.length > 0 && (
            <div>
              <h3>{words.odd}</h3>
              <ul className="trace__odd">
                {trace.suspicions.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          )}
          <p className="quiet">{isEarned ? words.checked : words.earn}</p>
        </>
      )}
    </>
  );
}

function Steps({ trace, isEarned }: { trace: ContributionTrace; isEarned: boolean }) {
  const words = auditWords.trace;
  const { submitted, drawn, judged, merged, paid } = trace;
  const statuses: Readonly<Record<string, string>> = auditWords.contributions.statuses;
  return (
    <>
      <Step name={words.submitted} isEarned={isEarned} at={submitted}>
        {submitted !== null &&
          words.submittedText(shorten(submitted.learner, 6, 4), formatLoam(submitted.stake))}
      </Step>
      <Step name={words.drawn} isEarned={isEarned} at={drawn}>
        {drawn !== null && words.drawnText(drawn.committee.length, drawn.rounds)}
      </Step>
      <Step name={words.judged} isEarned={isEarned} at={judged}>
        {judged !== null &&
          words.judgedText(
            statuses[judged.status] ?? judged.status,
            formatPpm(judged.utilityPpm),
            judged.agreeing,
            judged.opened,
          )}
      </Step>
      <Step name={words.merged} isEarned={isEarned} at={merged}>
        {merged !== null && words.mergedText(merged.version, sharePercent(merged.weight, merged.totalWeight))}
      </Step>
      <Step name={words.paid} isEarned={isEarned} at={paid}>
        {paid !== null && words.paidText(formatLoam(paid.amount))}
      </Step>
    </>
  );
}

interface StepProps {
  name: string;
  isEarned: boolean;
  at: { readonly block: string; readonly transaction: string } | null;
  children: ReactNode;
}

function Step({ name, isEarned, at, children }: StepProps) {
  const state = at === null ? 'open' : isEarned ? 'earned' : 'said';
  return (
    <li className={`trace__step trace__step--${state}`}>
      {at === null ? <Circle size={18} aria-hidden="true" /> : <Check size={18} aria-hidden="true" />}
      <div>
        <p className="trace__name">{name}</p>
        <p className="quiet" title={at?.transaction}>
          {at === null ? (
            auditWords.trace.notYet
          ) : (
            <>
              {auditWords.trace.place(at.block)} · {children}
            </>
          )}
        </p>
      </div>
    </li>
  );
}

function sharePercent(weight: string, total: string): string {
  const whole = BigInt(total);
  return formatPpm(whole === 0n ? 0 : Number((BigInt(weight) * 1_000_000n) / whole));
}
