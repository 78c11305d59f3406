import { useEffect, useState } from 'react';
import type { ProposalTemplate } from '../../../protocol/api/governance-schemas.ts';
import type { ProposalDocument } from '../../../protocol/governance/proposal-document.ts';
import { formatLoam } from '../../parts/format.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { useSign } from '../../wallet/use-sign.ts';
import { governWords } from '../../words/govern-words.ts';
import { ActionList } from './action-list.tsx';
import { TemplateFields } from './template-fields.tsx';

type Reasons = Pick<ProposalDocument, 'title' | 'rationale' | 'effects' | 'tests' | 'plan'>;

const EMPTY: Reasons = { title: '', rationale: '', effects: '', tests: '', plan: '' };
const TEXTS = ['rationale', 'effects', 'tests', 'plan'] as const;

/** A new proposal: what should change, tried before it is proposed; why; the deposit and its risk. */
export function ProposePanel({ rule, onClose }: { rule: string | null; onClose: () => void }) {
  const [template, setTemplate] = useState<ProposalTemplate | null>(null);
  const [reasons, setReasons] = useState(EMPTY);
  const tryOut = useFrom('govern', (s) => s.tryOut);
  const draft = useFrom('govern', (s) => s.draft);
  const words = governWords.propose;
  useEffect(() => () => void tryOut(null), [tryOut]);
  return (
    <SidePanel title={words.title} onClose={onClose}>
      <div className="detail" data-testid="propose">
        <TemplateFields
          rule={rule}
          onChange={(next) => {
            setTemplate(next);
            void tryOut(null);
          }}
        />
        <button
          type="button"
          className="button"
          data-testid="propose-try"
          disabled={template === null}
          onClick={() => void tryOut(template)}
        >
          {words.try}
        </button>
        {draft !== null && (
          <section data-testid="propose-draft">
            <ActionList actions={draft.actions} simulation={draft.simulation} />
          </section>
        )}
        <ReasonFields reasons={reasons} onChange={setReasons} />
        <Send reasons={reasons} onDone={onClose} />
      </div>
    </SidePanel>
  );
}

function ReasonFields({ reasons, onChange }: { reasons: Reasons; onChange: (next: Reasons) => void }) {
  const words = governWords.propose;
  return (
    <>
      <label className="field">
        <span>{words.name}</span>
        <input
          value={reasons.title}
          maxLength={120}
          data-testid="propose-title"
          onChange={(event) => onChange({ ...reasons, title: event.currentTarget.value })}
        />
      </label>
      {TEXTS.map((part) => (
        <label key={part} className="field">
          <span>{words[part]}</span>
          <textarea
            rows={part === 'rationale' ? 4 : 2}
            value={reasons[part]}
            maxLength={8_000}
            data-testid={`propose-${part}`}
            onChange={(event) => onChange({ ...reasons, [part]: event.currentTarget.value })}
          />
        </label>
      ))}
    </>
  );
}

/** The deposit with its risk, the votes that proposing needs, and the button. */
function Send({ reasons, onDone }: { reasons: Reasons; onDone: () => void }) {
  const { draft, overview, keep, refresh } = useFrom('govern', (s) => s);
  const { ask, isOpen } = useSign();
  const words = governWords.propose;
  if (overview === null) return null;
  const { rules, voice } = overview;
  const enough = BigInt(voice.votes) >= BigInt(rules.proposalThreshold);
  const works = draft?.simulation.results.every((one) => one?.ok === true) ?? false;
  const said = reasons.title.trim() !== '' && reasons.rationale.trim() !== '';
  const send = async (): Promise<void> => {
    if (draft === null) return;
    const document = await keep({ format: 'loam-proposal/1', ...reasons, title: reasons.title.trim() });
    if (document === null) return;
    const calls = draft.calls.map(({ to, data, value }) => ({ to, data: data as `0x${string}`, value }));
    const signed = await ask({ kind: 'propose', calls, document });
    await refresh();
    if (signed !== null) onDone();
  };
  return (
    <div className="detail__step">
      <p data-testid="propose-deposit">{words.deposit(formatLoam(rules.deposit))}</p>
      {!enough && (
        <p className="govern__bad">
          {words.threshold(formatLoam(rules.proposalThreshold), formatLoam(voice.votes))}
        </p>
      )}
      {draft !== null && !works && <p className="govern__bad">{words.wouldFail}</p>}
      <button
        type="button"
        className="button button--primary"
        data-testid="propose-send"
        disabled={!works || !enough || !said || isOpen}
        onClick={() => void send()}
      >
        {words.send}
      </button>
    </div>
  );
}
