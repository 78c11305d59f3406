import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { MAX_MESSAGE_CHARS } from '../../../protocol/limits.ts';
import { useShortcut } from '../../keyboard/use-shortcut.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { ComposerChips } from './composer-chips.tsx';
import { COMPOSER_ID } from './composer-id.ts';
import { ContextMeter } from './context-meter.tsx';

/** Where one writes. Enter sends, Shift and Enter begins a line, Escape stops an answer. */
export function Composer() {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const streaming = useFrom('chat', (s) => s.streaming !== null);
  const openId = useFrom('chat', (s) => s.openId);
  const send = useFrom('chat', (s) => s.send);
  const stop = useFrom('chat', (s) => s.stop);
  const connected = useFrom('system', (s) => s.connection === 'open');
  const model = useFrom('system', (s) => s.status?.model.state);
  const tooLong = text.length > MAX_MESSAGE_CHARS;
  const ready = connected && !streaming && !tooLong && model !== 'failed' && text.trim() !== '';

  useShortcut('stop-answer', stop, streaming);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chat means writing there.
  useEffect(() => {
    if (!connected || !matchMedia('(pointer: fine)').matches) return;
    // Whoever is searching goes on searching.
    if (!(document.activeElement instanceof HTMLInputElement)) field.current?.focus({ preventScroll: true });
  }, [connected, openId]);

  const submit = () => {
    if (!ready) return;
    setText('');
    void send(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="grow" data-text={text}>
        <textarea
          ref={field}
          id={COMPOSER_ID}
          rows={1}
          value={text}
          placeholder={chatWords.input}
          aria-label={chatWords.input}
          aria-describedby="composer-hint"
          data-testid="chat-input"
          disabled={!connected}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="composer__foot">
        <ComposerChips />
        <span className="space" />
        <span id="composer-hint" className={tooLong || model === 'loading' ? 'composer__hint' : 'sr-only'}>
          {tooLong && chatWords.tooLong(MAX_MESSAGE_CHARS)}
          {!tooLong && (model === 'loading' ? chatWords.modelLoading : chatWords.sendHint)}
        </span>
        <ContextMeter />
        {streaming ? (
          <button type="button" className="button" data-testid="chat-stop" onClick={stop}>
            <Square size={14} aria-hidden="true" />
            {chatWords.stop}
          </button>
        ) : (
          <button
            type="submit"
            className="button button--primary"
            title={chatWords.sendHint}
            data-testid="chat-send"
            disabled={!ready}
          >
            <ArrowUp size={16} aria-hidden="true" />
            {chatWords.send}
          </button>
        )}
      </div>
    </form>
  );
}
