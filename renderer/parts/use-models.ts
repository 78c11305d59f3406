import { useEffect } from 'react';
import type { ModelsView } from '../../protocol/api/models-schemas.ts';
import { useFrom } from '../stores/use-stores.tsx';

/** The models of this computer, kept up to date while something shows them; null until they are known. */
export function useModels(): ModelsView | null {
  const follow = useFrom('models', (s) => s.follow);
  const connected = useFrom('system', (s) => s.connection === 'open');
  useEffect(() => (connected ? follow() : undefined), [connected, follow]);
  return useFrom('models', (s) => s.view);
}
