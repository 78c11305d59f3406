import { useEffect, useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { Disclosure } from './disclosure.tsx';
import { Versions } from './versions.tsx';

const TABS = ['versions', 'left'] as const;

/**
 * How the model grew and the checks of one version on this computer; and everything that left this computer.
 * `#audit/left` opens the latter, `#audit/<cid>` follows a contribution.
 */
export function AuditView() {
  const [tab, setTab] = useState<(typeof TABS)[number]>('versions');
  const place = useFrom('ui', (s) => s.place);
  const takePlace = useFrom('ui', (s) => s.takePlace);
  const follow = useFrom('audit', (s) => s.follow);
  useEffect(() => {
    if (place === null) return;
    takePlace();
    if (place === 'left') setTab('left');
    else void follow(place);
  }, [place, takePlace, follow]);
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
