import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { frameWords } from '../../words/frame-words.ts';

/** The Govern view. */
export function GovernView() {
  return (
    <section className="page">
      <header className="head">
        <h1>{frameWords.views.govern}</h1>
      </header>
      <ScrollRegion className="page__scroll" label={frameWords.views.govern}>
        {null}
      </ScrollRegion>
    </section>
  );
}
