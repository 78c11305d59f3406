import { PanelLeft, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useShortcut } from '../../keyboard/use-shortcut.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { useWelcome, Welcome } from '../welcome/welcome.tsx';
import { ChatChips } from './chat-chips.tsx';
import { ChatList } from './chat-list.tsx';
import { ComparePanel } from './compare-panel.tsx';
import { Composer } from './composer.tsx';
import { FindBar } from './find-bar.tsx';
import { FirstQuestions } from './first-questions.tsx';
import { MessageColumn } from './message-column.tsx';
import { ModelFailed } from './model-failed.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import { SpokenAnswer } from './spoken-answer.tsx';
import { WhoAnsweredPanel } from './who-answered-panel.tsx';

/** Chats at the left, the open one as a reading column, the composer at its foot, details at the right. */
export function ChatView() {
  const [listOpen, setListOpen] = useState(false);
  /** How often it was asked for since it was closed; 0 while it is closed. */
  const [finding, setFinding] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const title = useFrom('chat', (s) => s.chats.find(({ id }) => id === s.openId)?.title ?? '');
  const openId = useFrom('chat', (s) => s.openId);
  const empty = useFrom('chat', (s) => s.messages.length === 0 && !s.loading && s.streaming === null);
  const welcoming = useWelcome();
  const place = useFrom('ui', (s) => s.place);
  const takePlace = useFrom('ui', (s) => s.takePlace);

  useShortcut('find-in-chat', () => setFinding(finding + 1), openId !== null);
  useEffect(() => {
    if (place !== 'search') return;
    setListOpen(true);
    // The list is on the page only after it has opened, in narrow windows.
    requestAnimationFrame(() => search.current?.focus());
    takePlace();
  }, [place, takePlace]);

  return (
    <div className="chat">
      <ChatList open={listOpen} onClose={() => setListOpen(false)} search={search} />
      <section className="chat__column">
        <header className="head">
          <button
            type="button"
            className="icon-button chat__show-list"
            aria-label={chatWords.showChats}
            title={chatWords.showChats}
            aria-expanded={listOpen}
            onClick={() => setListOpen(!listOpen)}
          >
            <PanelLeft size={18} aria-hidden="true" />
          </button>
          <h1>{title === '' ? chatWords.untitled : title}</h1>
          <ChatChips />
          <span className="space" />
          {openId !== null && finding === 0 && (
            <button
              type="button"
              className="icon-button"
              aria-label={chatWords.search.here}
              title={chatWords.search.here}
              onClick={() => setFinding(finding + 1)}
            >
              <Search size={16} aria-hidden="true" />
            </button>
          )}
        </header>
        {finding > 0 && openId !== null && (
          <FindBar key={openId} chatId={openId} asked={finding} onClose={() => setFinding(0)} />
        )}
        <ModelFailed />
        {!empty ? <MessageColumn /> : welcoming ? <Welcome /> : <FirstQuestions />}
        <SpokenAnswer />
        <div className="chat__foot">
          <ChatError />
          <Composer />
        </div>
      </section>
      <Panel />
    </div>
  );
}

function ChatError() {
  const error = useFrom('chat', (s) => s.error);
  const canAskAgain = useFrom('chat', (s) => s.failedText !== null || s.messages.at(-1)?.reason === 'failed');
  const again = useFrom('chat', (s) => s.again);
  const dismissError = useFrom('chat', (s) => s.dismissError);
  if (error === null) return null;
  const action = canAskAgain ? { label: chatWords.again, run: () => void again() } : undefined;
  return <ErrorNotice error={error} action={action} onDismiss={dismissError} />;
}

function Panel() {
  const panel = useFrom('chat', (s) => s.panel);
  const show = useFrom('chat', (s) => s.show);
  const onClose = () => show(null);
  if (panel === null) return null;
  if (panel.kind === 'settings') return <SettingsPanel onClose={onClose} />;
  if (panel.kind === 'compare') return <ComparePanel messageId={panel.messageId} onClose={onClose} />;
  return <WhoAnsweredPanel messageId={panel.messageId} onClose={onClose} />;
}
