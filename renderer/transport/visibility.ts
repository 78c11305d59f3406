/** Whether anybody sees the page: a window in the tray or a tab behind others draws nothing. */
export interface Visibility {
  /** Fires when the page is hidden next; has fired already while it is. */
  hidden(): AbortSignal;
  /** Resolves when the page is seen; at once while it is. */
  seen(): Promise<void>;
}

/** For tests and pages that cannot be hidden. */
export const ALWAYS_SEEN: Visibility = {
  hidden: () => new AbortController().signal,
  seen: () => Promise.resolve(),
};

/** What the browser says of `page`. */
export function visibilityOf(
  page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>,
): Visibility {
  const until = (isHidden: boolean, then: () => void): void => {
    const look = (): void => {
      if ((page.visibilityState === 'hidden') !== isHidden) return;
      page.removeEventListener('visibilitychange', look);
      then();
    };
    page.addEventListener('visibilitychange', look);
    look();
  };
  let current: AbortController | undefined;
  return {
    hidden: () => {
      if (current === undefined || current.signal.aborted) {
        const next = new AbortController();
        current = next;
        until(true, () => next.abort());
      }
      return current.signal;
    },
    seen: () => new Promise((resolve) => until(false, resolve)),
  };
}
