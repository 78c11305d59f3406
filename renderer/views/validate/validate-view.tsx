import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { frameWords } from '../../words/frame-words.ts';

/** The Validate view. */
export function ValidateView() {
  return (
    <section className="page">
      <header className="head">
        <h1>{frameWords.views.validate}</h1>
      </header>
      <ScrollRegion className="page__scroll" label={frameWords.views.validate}>
        {null}
      </ScrollRegion>
    </section>
  );
}
