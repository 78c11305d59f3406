import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/root.mjs';
import { findClosedFolder, isRoot } from './unprivileged.ts';

/**
 * Decides where the unprivileged account sees the checkout: at its own place if it may go there, else at a mount that
 * `start-electron.sh` makes in `home`.
 */
export function showCheckout(home: string): { env: Record<string, string>; path: (place: string) => string } {
  if (!isRoot() || findClosedFolder(root) === undefined) return { env: {}, path: (place) => place };
  const mount = path.join(home, 'checkout');
  mkdirSync(mount, { recursive: true });
  return {
    env: { TEST_CHECKOUT: root, TEST_MOUNT: mount },
    path: (place) =>
      place.startsWith(root + path.sep) || place === root ? mount + place.slice(root.length) : place,
  };
}
