import { useFrom } from '../stores/use-stores.tsx';
import { AuditView } from '../views/audit/audit-view.tsx';
import { ChatView } from '../views/chat/chat-view.tsx';
import { LearnView } from '../views/learn/learn-view.tsx';
import { NetworkView } from '../views/network/network-view.tsx';
import { frameWords } from '../words/frame-words.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Rail } from './rail.tsx';
import { StatusStrip } from './status-strip.tsx';

const VIEW_OF = { chat: ChatView, learn: LearnView, network: NetworkView, audit: AuditView } as const;

/** The whole page: rail, banner, the open view, status strip. */
export function Page({ onRetry }: { onRetry: () => void }) {
  const view = useFrom('ui', (s) => s.view);
  const View = VIEW_OF[view];
  return (
    <div className="app">
      <a className="skip" href="#main">
        {frameWords.skip}
      </a>
      <Rail />
      <div className="stage">
        <ConnectionBanner onRetry={onRetry} />
        <main id="main" className="main" tabIndex={-1}>
          <View key={view} />
        </main>
      </div>
      <StatusStrip />
    </div>
  );
}
