import type { Status } from '../../../protocol/api/network-schemas.ts';
import type { View } from '../../stores/ui-store.ts';

/** Words of the frame: rail, status strip, banner. */
export const frameEn = {
  name: 'Loam',
  rail: 'Views',
  skip: 'Skip to the content',
  views: {
    chat: 'Chat',
    learn: 'Learn',
    earn: 'Earn',
    validate: 'Validate',
    govern: 'Govern',
    network: 'Network',
    audit: 'Audit',
    settings: 'Settings',
  } satisfies Record<View, string>,
  loadingView: 'One moment.',
  connecting: 'Connecting to Loam’s engine.',
  lost: 'Connection to Loam’s engine lost, reconnecting.',
  tryNow: 'Try now',
  strip: {
    label: 'Status',
    noEngine: 'Engine not connected',
    model: {
      loading: (name: string) => (name === '' ? 'Loading the model' : `Loading ${name}`),
      ready: (name: string) => name,
      failed: () => 'Model could not be loaded',
    } satisfies Record<Status['model']['state'], (name: string) => string>,
    device: (provider: string, threads: number) =>
      `${provider.toUpperCase()}, ${threads === 1 ? '1 thread' : `${threads} threads`}`,
    learning: {
      idle: () => 'Not learning',
      learning: (reason: string | null) => (reason === null ? 'Learning' : `Learning: ${reason}`),
      paused: (reason: string | null) => (reason === null ? 'Learning paused' : `Learning paused: ${reason}`),
    } satisfies Record<Status['learning']['state'], (reason: string | null) => string>,
    epoch: (epoch: number, phase: string) => `Epoch ${epoch}, ${phase.toLowerCase()}`,
    epochFinal: (epoch: number) => `Epoch ${epoch}, finished`,
    peers: (count: number) => (count === 1 ? '1 peer' : `${count} peers`),
    network: {
      off: 'No network',
      starting: 'Network starting',
      stopping: 'Network stopping',
      failed: 'Network failed',
    },
    on: (name: string | null) => name ?? 'Network',
  },
} as const;
