import { useState } from 'react';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';
import { ConsentCard } from './consent-card.tsx';
import { LearningBand } from './learning-band.tsx';
import { RulesLine } from './rules-line.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { ShareSheet } from './share-sheet.tsx';
import { SharedBand } from './shared-band.tsx';
import { TaughtBand } from './taught-band.tsx';

/** What was taught, what is being learned, what was shared. */
export function LearnView() {
  const sheetOpen = useFrom('share', (s) => s.openRunId !== null);
  const error = useFrom('learn', (s) => s.learnError);
  const learn = useFrom('learn', (s) => s.learn);
  const dismiss = useFrom('learn', (s) => s.dismissErrors);
  const [rulesOpen, setRulesOpen] = useState(false);
  return (
    <div className="split">
      <section className="page">
        <header className="head">
          <h1>{learnWords.title}</h1>
        </header>
        <ScrollRegion className="page__scroll" label={learnWords.title}>
          {error !== null && (
            <div className="band band--notice">
              <ErrorNotice
                error={error}
                action={{ label: learnWords.now.startAgain, run: () => void learn() }}
                onDismiss={dismiss}
              />
            </div>
          )}
          <RulesLine onOpen={() => setRulesOpen(true)} />
          <ConsentCard />
          <TaughtBand />
          <LearningBand />
          <SharedBand />
        </ScrollRegion>
      </section>
      {sheetOpen ? <ShareSheet /> : rulesOpen && <RulesPanel onClose={() => setRulesOpen(false)} />}
    </div>
  );
}
