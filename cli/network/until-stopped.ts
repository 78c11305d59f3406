/** Waits until the person stops the command, or until `ended` resolves. */
export async function untilStopped(signal: AbortSignal, ended?: Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
    void ended?.then(() => resolve());
  });
}
