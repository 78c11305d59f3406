import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { frameWords } from '../../words/frame-words.ts';

/** The Earn view. */
export function EarnView() {
  return (
    <section className="page">
      <header className="head">
        <h1>{frameWords.views.earn}</h1>
      </header>
      <ScrollRegion className="page__scroll" label={frameWords.views.earn}>
        {null}
      </ScrollRegion>
    </section>
  );
}
