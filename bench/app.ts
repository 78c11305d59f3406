/**
 * What the app asks of a computer: how soon one can write, how large page and package are, what it takes while nobody
 * looks, how fast it searches. Arguments: --json, --only <start|bundle|search|scroll> for one part.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBundle, measureFolder } from './app/bundle.ts';
import { measureDesktop } from './app/desktop.ts';
import { measureScroll } from './app/scroll.ts';
import { measureSearch } from './app/search.ts';
import { type Figure, figure, printFigures } from './print-figures.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const wants = (part: string): boolean => values.only === undefined || values.only === part;
const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

const figures: Record<string, Figure> = {};
if (wants('bundle')) {
  const { firstKB, allKB } = measureBundle();
  figures.bundleKB = figure(firstKB, 'KB');
  figures.bundleAllKB = figure(allKB, 'KB');
  const unpacked = join(import.meta.dirname, '..', 'release', 'linux-unpacked');
  if (existsSync(unpacked)) figures.packagedMB = figure(measureFolder(unpacked), 'MB');
}
if (wants('start')) {
  const { coldStartS, idleCpuPercent, idlePageCpuPercent, memoryMB } = await measureDesktop();
  figures.coldStartS = figure(median(coldStartS), 's');
  figures.coldStartSlowestS = figure(Math.max(...coldStartS), 's');
  figures.idleCpuPercent = figure(idleCpuPercent, '% of one core');
  figures.idlePageCpuPercent = figure(idlePageCpuPercent, '% of one core');
  for (const [name, megabytes] of Object.entries(memoryMB))
    figures[`memory ${name}`] = figure(megabytes, 'MB');
}
if (wants('search')) {
  const found = await measureSearch();
  figures.searchMs = figure(found.searchMs, 'ms');
  figures.searchMedianMs = figure(found.searchMedianMs, 'ms');
  figures.searchWorstMs = figure(found.searchWorstMs, 'ms');
  figures.searchColdMs = figure(found.coldSearchMs, 'ms');
  figures.searchDatabaseMB = figure(found.databaseMB, 'MB');
  figures.longChatOpenMs = figure(found.messagesMs, 'ms');
  figures.longChatRevealMs = figure(found.revealMs, 'ms');
  figures['memory node with 100,000 messages'] = figure(found.nodeMB, 'MB');
}
if (wants('scroll')) {
  const scrolled = await measureScroll();
  figures.scrollFps = figure(scrolled.scrollFps, 'frames/s');
  figures.scrollLongestFrameMs = figure(scrolled.longestFrameMs, 'ms');
  figures.scrollDrawnMessages = figure(scrolled.drawn, 'messages');
  figures.tokenLagMs = figure(scrolled.tokenLagMs, 'ms');
  figures.tokenLagMedianMs = figure(scrolled.tokenLagMedianMs, 'ms');
}
printFigures('app', figures, values.json);
