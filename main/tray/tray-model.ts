import type { Status } from '../../protocol/api/network-schemas.ts';
import { TOMORROW_HOUR } from '../limits.ts';

/** What a line of the tray's menu does. */
export type TrayAction =
  | { readonly do: 'open' }
  | { readonly do: 'quit' }
  | { readonly do: 'resume' }
  /** Pauses learning by itself; `until` is milliseconds since 1970. */
  | { readonly do: 'pause'; readonly until: number };

/** One line of the menu: a state to read, something to do, or a rule between. */
export type TrayLine =
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'rule' };

/** The tray as it is to be shown. */
export interface TrayModel {
  readonly icon: 'normal' | 'paused' | 'away';
  readonly tooltip: string;
  readonly lines: readonly TrayLine[];
}

/**
 * What the tray shows.
 *
 * @param status null while the node is away
 * @param now milliseconds since 1970; the menu's "until tomorrow" is {@link TOMORROW_HOUR} in this computer's time
 */
export function trayModel(status: Status | null, now: number): TrayModel {
  const sentences = stateSentences(status, now);
  const isPaused = status?.learning.schedule === 'paused';
  return {
    icon: status === null ? 'away' : isPaused ? 'paused' : 'normal',
    tooltip: `Loam: ${sentences[0] ?? ''}`,
    lines: [
      ...sentences.map((label): TrayLine => ({ kind: 'text', label })),
      { kind: 'rule' },
      ...pauseLines(status, now),
      { kind: 'action', label: 'Open Loam', action: { do: 'open' } },
      { kind: 'rule' },
      { kind: 'action', label: 'Quit and stop everything', action: { do: 'quit' } },
    ],
  };
}

function stateSentences(status: Status | null, now: number): string[] {
  if (status === null) return ['Starting'];
  return [learningSentence(status, now), networkSentence(status), ...validatorSentence(status)];
}

function learningSentence({ model, learning }: Status, now: number): string {
  if (model.state === 'failed') return 'The model could not be loaded';
  if (model.state === 'loading') return 'Loading the model';
  if (learning.state === 'learning') return 'Learning';
  if (learning.schedule === 'paused')
    return learning.pausedUntil == null
      ? 'Learning is paused'
      : `Learning is paused until ${clock(learning.pausedUntil, now)}`;
  return learning.schedule === 'on' ? 'Ready, learns by itself' : 'Ready';
}

function networkSentence({ network, peers }: Status): string {
  if (network.state === 'on')
    return `${network.name ?? 'Network'}: ${peers.count} ${peers.count === 1 ? 'peer' : 'peers'}`;
  if (network.state === 'starting') return 'Joining a network';
  if (network.state === 'stopping') return 'Leaving the network';
  return network.state === 'failed' ? 'The network could not be joined' : 'In no network';
}

function validatorSentence({ validator }: Status): string[] {
  if (validator === undefined || validator.state === 'off') return [];
  if (validator.state === 'stopped') return ['Validating has stopped, open Loam to see why'];
  return [
    validator.state === 'on'
      ? 'Validating'
      : validator.state === 'watching'
        ? 'Validating soon'
        : 'Validating ends',
  ];
}

function pauseLines(status: Status | null, now: number): TrayLine[] {
  const schedule = status?.learning.schedule;
  if (schedule === 'paused')
    return [{ kind: 'action', label: 'Resume learning', action: { do: 'resume' } }, { kind: 'rule' }];
  if (schedule !== 'on') return [];
  return [
    {
      kind: 'action',
      label: 'Pause learning for an hour',
      action: { do: 'pause', until: now + 3_600_000 },
    },
    {
      kind: 'action',
      label: 'Pause learning until tomorrow',
      action: { do: 'pause', until: nextMorning(now) },
    },
    { kind: 'rule' },
  ];
}

/** The next morning after this one: always on another calendar day. */
export function nextMorning(now: number): number {
  const at = new Date(now);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1, TOMORROW_HOUR).getTime();
}

function clock(at: number, now: number): string {
  const time = new Date(at);
  const minutes = `${time.getHours()}:${String(time.getMinutes()).padStart(2, '0')}`;
  return time.toDateString() === new Date(now).toDateString() ? minutes : `tomorrow ${minutes}`;
}
