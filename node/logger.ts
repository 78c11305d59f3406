import { LoamError } from '../protocol/errors/loam-error.ts';

/** Facts beside a log line. Never secrets: keys, passphrases and tokens have no place here. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one JSON object a line. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, error: unknown, fields?: LogFields): void;
}

/**
 * @param write gets a whole line without its end
 * @param now milliseconds since 1970
 */
export function createLogger(write: (line: string) => void, now: () => number): Logger {
  const line = (level: string, event: string, fields: LogFields): void =>
    write(JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields }));
  return {
    info: (event, fields = {}) => line('info', event, fields),
    warn: (event, error, fields = {}) => {
      const loam = LoamError.wrap('UNEXPECTED', error);
      line('warn', event, { ...fields, code: loam.code, message: loam.message });
    },
  };
}
