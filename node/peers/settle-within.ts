/**
 * Waits until `work` settles, but not longer than `limitMs` milliseconds. Used when shutting down: whatever does not
 * end in time is left behind, and its failure is not an error any more.
 *
 * @returns whether it settled in time.
 */
export async function settleWithin(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const done = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
