import { type ComponentType, lazy, Suspense, useState } from 'react';
import type { View } from '../stores/ui-store.ts';
import { useFrom } from '../stores/use-stores.tsx';
import { ChatView } from '../views/chat/chat-view.tsx';
import { frameWords } from '../words/frame-words.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { JoinQuestion } from './join-question.tsx';
import { Keyboard } from './keyboard.tsx';
import { KeysGate } from './keys-gate.tsx';
import { Rail } from './rail.tsx';
import { StatusStrip } from './status-strip.tsx';

/** Chat is what opens; the other views are fetched when somebody first goes there. */
const VIEW_OF: Record<View, ComponentType> = {
  chat: ChatView,
  learn: lazy(async () => ({ default: (await import('../views/learn/learn-view.tsx')).LearnView })),
  earn: lazy(async () => ({ default: (await import('../views/earn/earn-view.tsx')).EarnView })),
  validate: lazy(async () => ({
    default: (await import('../views/validate/validate-view.tsx')).ValidateView,
  })),
  govern: lazy(async () => ({ default: (await import('../views/govern/govern-view.tsx')).GovernView })),
  network: lazy(async () => ({ default: (await import('../views/network/network-view.tsx')).NetworkView })),
  audit: lazy(async () => ({ default: (await import('../views/audit/audit-view.tsx')).AuditView })),
  settings: lazy(async () => ({
    default: (await import('../views/settings/settings-view.tsx')).SettingsView,
  })),
};

/** Fetched when something is to be signed for the first time. */
const SigningSheet = lazy(async () => ({
  default: (await import('../wallet/signing-sheet.tsx')).SigningSheet,
}));

/** The whole page: rail, banner, the open view, status strip. */
export function Page({ onRetry }: { onRetry: () => void }) {
  const view = useFrom('ui', (s) => s.view);
  const [searching, setSearching] = useState(false);
  const signs = useFrom('sign', (s) => s.phase !== 'closed');
  const View = VIEW_OF[view];
  return (
    <div className="app">
      <a className="skip" href="#main">
        {frameWords.skip}
      </a>
      <Rail onSearch={() => setSearching(true)} />
      <div className="stage">
        <ConnectionBanner onRetry={onRetry} />
        <main id="main" className="main" tabIndex={-1}>
          <JoinQuestion />
          <KeysGate>
            <Suspense fallback={<p className="page quiet">{frameWords.loadingView}</p>}>
              <View key={view} />
            </Suspense>
          </KeysGate>
          {signs && (
            <Suspense fallback={null}>
              <SigningSheet />
            </Suspense>
          )}
        </main>
      </div>
      <StatusStrip />
      <Keyboard open={searching} onOpen={setSearching} />
    </div>
  );
}
