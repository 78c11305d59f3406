import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { AT_BOTTOM_PX, EXPECTED_MESSAGE_PX, LOAD_OLDER_PX, MESSAGES_BEYOND_EDGE } from '../../limits.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { Answer } from './answer.tsx';
import { Question } from './question.tsx';

/**
 * The open chat's messages, of which only those near the window are drawn. New words pull the view along only while one is
 * at its end; older messages come in above without moving what one reads.
 */
export function MessageColumn() {
  const messages = useFrom('chat', (s) => s.messages);
  const liveId = useFrom('chat', (s) => s.streaming?.answerId ?? null);
  const waiting = useFrom('chat', (s) => s.streaming !== null && s.streaming.answerId === null);
  const tokenAt = useFrom('chat', (s) => s.streaming?.tokenAt ?? null);
  const openId = useFrom('chat', (s) => s.openId);
  const more = useFrom('chat', (s) => s.more);
  const loadingOlder = useFrom('chat', (s) => s.loadingOlder);
  const loadOlder = useFrom('chat', (s) => s.loadOlder);
  const revealed = useFrom('chat', (s) => s.revealed);
  const takeRevealed = useFrom('chat', (s) => s.takeRevealed);
  const scroller = useRef<HTMLElement>(null);
  const [away, setAway] = useState(false);
  const [marked, setMarked] = useState<string | null>(null);

  const focused = useRef<number | null>(null);

  const list = useVirtualizer<HTMLElement, HTMLDivElement>({
    count: messages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => EXPECTED_MESSAGE_PX,
    getItemKey: (i) => messages[i]?.id ?? i,
    overscan: MESSAGES_BEYOND_EDGE,
    // Who is in a message, for example editing it, does not lose it by scrolling.
    rangeExtractor: (range) => {
      const at = focused.current;
      const drawn = defaultRangeExtractor(range);
      if (at === null || at >= range.count || drawn.includes(at)) return drawn;
      return [...drawn, at].sort((a, b) => a - b);
    },
    paddingStart: 28,
    paddingEnd: 12,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_BOTTOM_PX,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    onChange: (list) => {
      setAway(list.getDistanceFromEnd() > AT_BOTTOM_PX);
      if ((list.scrollOffset ?? 0) < LOAD_OLDER_PX && list.scrollDirection === 'backward') void loadOlder();
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another chat is read from its end, and so is a new question.
  useLayoutEffect(() => {
    if (revealed === null) list.scrollToEnd();
  }, [openId, liveId, messages.length > 0]);

  useEffect(() => {
    const at = revealed === null ? -1 : messages.findIndex(({ id }) => id === revealed);
    if (at < 0) return;
    setMarked(revealed);
    list.scrollToIndex(at, { align: 'center' });
    takeRevealed();
  }, [revealed, messages, list, takeRevealed]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    if (event.key === 'End') list.scrollToEnd();
    else if (event.key === 'Home') void loadOlder(true).then(() => list.scrollToOffset(0));
    else return;
    event.preventDefault();
  };
  return (
    <div className="messages-frame">
      <section
        className="messages"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={chatWords.messages}
        data-testid="messages"
        data-token-at={tokenAt ?? undefined}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const at = event.target.closest('[data-index]')?.getAttribute('data-index');
          focused.current = at == null ? null : Number(at);
        }}
      >
        <div className="messages__column" ref={list.containerRef}>
          {list.getVirtualItems().map(({ key, index }) => {
            const message = messages[index];
            return (
              message !== undefined && (
                <div
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  data-message={message.id}
                  className={message.id === marked ? 'message message--marked' : 'message'}
                >
                  {message.role === 'user' ? (
                    <Question message={message} />
                  ) : (
                    <Answer
                      message={message}
                      question={messages[index - 1]?.text ?? ''}
                      live={message.id === liveId}
                    />
                  )}
                </div>
              )
            );
          })}
        </div>
        {waiting && (
          <div className="thinking messages__thinking">
            <span className="sr-only">{chatWords.thinking}</span>
          </div>
        )}
      </section>
      {more && loadingOlder && <p className="messages__older">{chatWords.older}</p>}
      {away && (
        <button
          type="button"
          className="to-end icon-button"
          aria-label={chatWords.toEnd}
          title={chatWords.toEnd}
          onClick={() => list.scrollToEnd()}
        >
          <ArrowDown size={18} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
