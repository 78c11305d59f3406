import { PanelLeft } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { ChatList } from './chat-list.tsx';
import { Composer } from './composer.tsx';
import { FirstQuestions } from './first-questions.tsx';
import { MessageColumn } from './message-column.tsx';

/** Chats at the left, the open one as a reading column, the composer at its foot. */
export function ChatView() {
  const [listOpen, setListOpen] = useState(false);
  const chat = useFrom('chat', (s) => s.chats.find(({ id }) => id === s.openId));
  const empty = useFrom('chat', (s) => s.messages.length === 0 && !s.loading && s.streaming === null);
  const error = useFrom('chat', (s) => s.error);
  const failedText = useFrom('chat', (s) => s.failedText);
  const send = useFrom('chat', (s) => s.send);
  const dismissError = useFrom('chat', (s) => s.dismissError);
  const title = chat?.title ?? '';
  return (
    <div className="chat">
      <ChatList open={listOpen} onClose={() => setListOpen(false)} />
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
        </header>
        {empty ? <FirstQuestions /> : <MessageColumn />}
        <div className="chat__foot">
          {error !== null && (
            <ErrorNotice
              error={error}
              action={
                failedText === null ? undefined : { label: chatWords.again, run: () => void send(failedText) }
              }
              onDismiss={dismissError}
            />
          )}
          <Composer />
        </div>
      </section>
    </div>
  );
}
