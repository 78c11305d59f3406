import { useFrom } from '../stores/use-stores.tsx';
import { Page } from './page.tsx';

/** The page, mounted anew when its language changes: words are read while drawing. */
export function PageInLanguage({ onRetry }: { onRetry: () => void }) {
  const language = useFrom('ui', (s) => s.preferences.language);
  return <Page key={language} onRetry={onRetry} />;
}
