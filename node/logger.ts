import { homedir } from 'node:os';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { redact } from './logs/redact.ts';

/** Facts beside a log line. Never secrets: keys, passphrases and tokens have no place here. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one JSON object a line. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, error: unknown, fields?: LogFields): void;
}

/**
 * Every text passes {@link redact} on its way, so that a secret in the message of somebody's error stays out.
 *
 * @param write gets a whole line without its end
 * @param now milliseconds since 1970
 */
export function createLogger(write: (line: string) => void, now: () => number): Logger {
  const home = homedir();
  const clean = (_: string, value: unknown): unknown =>
    typeof value === 'string' ? redact(value, home) : value;
  const line = (level: string, event: string, fields: LogFields): void =>
    write(JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields }, clean));
  return {
    info: (event, fields = {}) => line('info', event, fields),
    warn: (event, error, fields = {}) => {
      const loam = LoamError.wrap('UNEXPECTED', error);
      line('warn', event, { ...fields, code: loam.code, message: loam.message });
    },
  };
}
