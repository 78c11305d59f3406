import { useEffect } from 'react';
import { AnswerText } from '../../markdown/answer-text.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import type { ComparedSide } from '../../stores/compare-store.ts';
import { useFrom, useStores } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

/** The question of an answer, asked of the base model and of everything learned, side by side. */
export function ComparePanel({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const { chat, compare } = useStores();
  const { base, personal, question, running, error } = useFrom('compare', (s) => s);
  const words = chatWords.compare;
  const begin = () => {
    const { messages, openId } = chat.getState();
    const answer = messages.find(({ id }) => id === messageId);
    const asked = messages.find(({ id }) => id === answer?.parentId);
    if (asked === undefined || openId === null) return;
    void compare.getState().compare({ question: asked.text, chatId: openId, parentId: asked.parentId });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each answer that the panel is opened for.
  useEffect(() => {
    begin();
    return () => compare.getState().stop();
  }, [messageId]);
  const done = base.done !== null && personal.done !== null;
  return (
    <div className="compare-frame">
      <SidePanel title={words.title} onClose={onClose}>
        <p className="quiet">{words.means}</p>
        <blockquote className="compare__question">{question}</blockquote>
        {error !== null && <ErrorNotice error={error} />}
        <div className="compare" data-testid="compared">
          <Side title={words.base} side={base} running={running} />
          <Side title={words.personal} side={personal} running={running} own />
        </div>
        <p className="quiet" role="status">
          {running && words.running}
          {done && personal.done?.adapters.length === 0 && words.nothingLearned}
          {done && personal.done?.adapters.length !== 0 && base.text === personal.text && words.same}
        </p>
        <button
          type="button"
          className="button compare__again"
          onClick={() => (running ? compare.getState().stop() : begin())}
        >
          {running ? words.stop : words.again}
        </button>
      </SidePanel>
    </div>
  );
}

interface SideProps {
  title: string;
  side: ComparedSide;
  running: boolean;
  own?: boolean;
}

function Side({ title, side: { text, done }, running, own = false }: SideProps) {
  return (
    <section className={own ? 'compare__side compare__side--own' : 'compare__side'} aria-label={title}>
      <h3>{title}</h3>
      <div
        className={running && text === '' ? 'answer__text thinking' : 'answer__text'}
        data-testid="compared-text"
      >
        <AnswerText text={text} />
      </div>
      {done !== null && (
        <p className="answer__stats compare__stats">
          <span>{chatWords.stats.speed(done.stats.tokensPerSecond)}</span>
          <span>{chatWords.stats.first(done.stats.firstTokenMs)}</span>
        </p>
      )}
    </section>
  );
}
