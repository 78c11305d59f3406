import { createContext, type ReactNode, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { States, Stores } from './stores.ts';

const StoresContext = createContext<Stores | null>(null);

/** Hands the stores to every view below. */
export function StoresProvider({ stores, children }: { stores: Stores; children: ReactNode }) {
  return <StoresContext value={stores}>{children}</StoresContext>;
}

/** All stores. @throws LoamError `STORES_MISSING` outside of {@link StoresProvider} */
export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === null) throw new LoamError('STORES_MISSING', 'A view was drawn without its stores.');
  return stores;
}

/** What `select` picks from one store; drawn again when it changes. */
export function useFrom<K extends keyof States, T>(name: K, select: (state: States[K]) => T): T {
  const store: StoreApi<States[K]> = useStores()[name];
  return useStore(store, select);
}
