import { readFileSync, statSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { MAX_WINDOW_STATE_BYTES } from './limits.ts';
import { writeSmallFile } from './write-small-file.ts';

const coordinate = z.number().int().min(-100_000).max(100_000);
const windowStateSchema = z.object({
  x: coordinate,
  y: coordinate,
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
  maximized: z.boolean(),
});

/** Where the window was, in device independent pixels. */
export type WindowState = z.infer<typeof windowStateSchema>;

/** Reads the kept place; null when there is none or the file is not one of ours. A window can always open. */
export function readWindowState(file: string): WindowState | null {
  try {
    if (statSync(file).size > MAX_WINDOW_STATE_BYTES) return null;
    return windowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Keeps the place: a crash in between leaves the old file whole. */
export function writeWindowState(file: string, state: WindowState): void {
  writeSmallFile(file, JSON.stringify(state));
}

/** True when enough of the place lies on one of the displays to be grabbed: screens come and go. */
export function isReachable(state: WindowState, displays: readonly Rectangle[]): boolean {
  return displays.some((display) => {
    const width = Math.min(state.x + state.width, display.x + display.width) - Math.max(state.x, display.x);
    const top = state.y >= display.y - 10 && state.y < display.y + display.height - 40;
    return width >= 120 && top;
  });
}
