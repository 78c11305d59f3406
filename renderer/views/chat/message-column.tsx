import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { AT_BOTTOM_PX } from '../../limits.ts';
import { wholeSentences } from '../../parts/sentences.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { Answer } from './answer.tsx';

/** The open chat's messages. New words pull the view along only while one is at its end. */
export function MessageColumn() {
  const messages = useFrom('chat', (s) => s.messages);
  const streaming = useFrom('chat', (s) => s.streaming);
  const openId = useFrom('chat', (s) => s.openId);
  const scroller = useRef<HTMLElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const lastTop = useRef(0);
  const [away, setAway] = useState(false);
  const last = messages.at(-1);

  const toEnd = () => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chat is read from its end.
  useLayoutEffect(() => {
    following.current = true;
  }, [openId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever there is more to read.
  useLayoutEffect(() => {
    if (following.current || last?.role === 'user') toEnd();
  }, [messages, streaming]);

  // Answers are measured only when they come into view; the end moves with them.
  useEffect(() => {
    if (column.current === null) return;
    const observer = new ResizeObserver(() => {
      const element = scroller.current;
      if (following.current && element !== null) element.scrollTop = element.scrollHeight;
    });
    observer.observe(column.current);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < AT_BOTTOM_PX;
    if (atEnd) following.current = true;
    else if (element.scrollTop < lastTop.current) following.current = false;
    lastTop.current = element.scrollTop;
    setAway(!following.current);
  };
  return (
    <div className="messages-frame">
      <section
        className="messages"
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={chatWords.messages}
      >
        <div className="messages__column" ref={column}>
          {messages.map((message, i) =>
            message.role === 'user' ? (
              <div key={message.id} className="question">
                <span className="sr-only">{chatWords.you}</span>
                {message.text}
              </div>
            ) : (
              <Answer
                key={message.id}
                message={message}
                question={messages[i - 1]?.text ?? ''}
                live={streaming !== null && message === last}
              />
            ),
          )}
          {streaming !== null && last?.role !== 'assistant' && <Thinking />}
        </div>
      </section>
      {away && (
        <button
          type="button"
          className="to-end icon-button"
          aria-label={chatWords.toEnd}
          title={chatWords.toEnd}
          onClick={() => {
            following.current = true;
            toEnd();
          }}
        >
          <ArrowDown size={18} aria-hidden="true" />
        </button>
      )}
      <div className="sr-only" aria-live="polite">
        {spoken(last?.role === 'assistant' ? last.text : '', streaming !== null)}
      </div>
    </div>
  );
}

function Thinking() {
  return (
    <div className="thinking">
      <span className="sr-only">{chatWords.thinking}</span>
    </div>
  );
}

/** Only whole sentences while they come in, then the rest. */
function spoken(text: string, live: boolean): string {
  return live ? wholeSentences(text) : text;
}
