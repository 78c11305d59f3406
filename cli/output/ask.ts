import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** Where a question goes and the answer comes from. */
export interface AskStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** The terminal that the command runs in. Questions go to standard error, so that results can be piped. */
export const TERMINAL: AskStreams = { input: process.stdin, output: process.stderr };

/**
 * One line from a person. On a terminal the question is shown, and with `hidden` what is typed is not; from a pipe the
 * next line is taken without a word.
 *
 * @throws LoamError `CANCELLED` when the input ends or the person stops
 */
export function ask(
  question: string,
  options: { readonly hidden?: boolean; readonly signal?: AbortSignal } = {},
  { input, output }: AskStreams = TERMINAL,
): Promise<string> {
  const isTerminal = input.isTTY === true;
  let isQuiet = false;
  const shown = new Writable({
    write(chunk, _encoding, done) {
      if (!isQuiet) output.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input, output: shown, terminal: isTerminal, historySize: 0 });
  return new Promise<string>((resolve, reject) => {
    const stop = (): void => {
      lines.close();
      reject(new LoamError('CANCELLED', 'Nothing was entered.', { hint: 'Nothing was changed.' }));
    };
    options.signal?.addEventListener('abort', stop, { once: true });
    lines.once('SIGINT', stop);
    lines.once('close', stop);
    if (isTerminal) output.write(question);
    isQuiet = options.hidden === true || !isTerminal;
    lines.once('line', (line) => {
      lines.off('close', stop);
      options.signal?.removeEventListener('abort', stop);
      lines.close();
      if (isQuiet && isTerminal) output.write('\n');
      resolve(line);
    });
  });
}
