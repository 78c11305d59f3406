const stream = process.stderr;
const isTerminal = stream.isTTY === true && process.env.CI === undefined;

/**
 * Says one line about what a command does and why, on stderr so that stdout stays the program's own.
 * @param {string} line
 */
export function say(line) {
  stream.write(`${line}\n`);
}

/**
 * Seconds for people: "9 s", "2 min 05 s".
 * @param {number} ms
 */
export function seconds(ms) {
  const total = Math.round(ms / 1000);
  if (total < 100) return `${total} s`;
  return `${Math.floor(total / 60)} min ${String(total % 60).padStart(2, '0')} s`;
}

/**
 * Shows that work is going on: one line that rewrites itself on a terminal, otherwise a plain line now and then.
 * @param {string} title what is being done
 * @param {() => string} [detail] how far it is, asked for at each refresh
 * @returns {(outcome: string) => void} ends the display with a last line
 */
export function showProgress(title, detail = () => '') {
  const started = Date.now();
  const line = () => {
    const more = detail();
    return `${title}: ${seconds(Date.now() - started)}${more === '' ? '' : `, ${more}`}`;
  };
  if (!isTerminal) say(`${title} …`);
  const timer = setInterval(
    () => (isTerminal ? stream.write(`\r\x1b[K${line()}`) : say(`  ${line()}`)),
    isTerminal ? 200 : 15_000,
  );
  return (outcome) => {
    clearInterval(timer);
    if (isTerminal) stream.write('\r\x1b[K');
    say(`${title}: ${outcome} (${seconds(Date.now() - started)})`);
  };
}

/** A failure whose message is all that people need: no stack is printed. */
export class SetupError extends Error {
  /**
   * @param {string} message what could not be had or done
   * @param {string} [hint] what to do about it
   */
  constructor(message, hint) {
    super(hint === undefined ? message : `${message}\n  ${hint}`);
    this.name = 'SetupError';
  }
}

/**
 * Runs the main function of a script: prints a failure plainly and sets the exit code.
 * @param {() => Promise<number | undefined>} main resolves with the exit code; undefined is 0
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (error instanceof SetupError) say(`\n${error.message}`);
    else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  }
}
