import { useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { Disclosure } from './disclosure.tsx';
import { Versions } from './versions.tsx';

const TABS = ['versions', 'left'] as const;

/** How the model grew and the checks of one version on this computer; and everything that left this computer. */
export function AuditView() {
  const [tab, setTab] = useState<(typeof TABS)[number]>('versions');
  return (
    <section className="page">
      <header className="head">
        <h1>{auditWords.title}</h1>
        <span className="space" />
        <ChoiceField
          name="audit-tab"
          label={auditWords.title}
          hideLabel
          value={tab}
          options={TABS.map((value) => ({ value, label: auditWords.tabs[value] }))}
          onChange={setTab}
        />
      </header>
      {tab === 'versions' ? <Versions /> : <Disclosure />}
    </section>
  );
}
