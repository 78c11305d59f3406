import fs from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { inRoot } from './root.mjs';
import { runMain, say } from './say.mjs';

// Draws the app's icons from its mark (renderer/icon.svg) with the system's Chromium: `node scripts/draw-icons.mjs`.
// The pictures are kept in assets/icons; this is run again only when the mark changes.

const folder = inRoot('assets', 'icons');
const mark = fs.readFileSync(inRoot('renderer', 'icon.svg'), 'utf8');
/** The mark in one colour, as macOS wants it in its menu bar. */
const black = mark.replace(/(fill|stroke)="#[0-9A-Fa-f]{6}"/g, '$1="#000000"');
const grey = mark.replace(/(fill|stroke)="#[0-9A-Fa-f]{6}"/g, '$1="#8A8378"');
const dot = '<circle cx="19" cy="6" r="4.5" fill="#C98A1B" stroke="#FFFFFF" stroke-width="1"/></svg>';
const withDot = mark.replace('</svg>', dot);
/** The mark on a rounded square, for docks, launchers and installers. */
const tile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="1" y="1" width="30" height="30" rx="7" fill="#FAF8F4" stroke="#E6E0D6" stroke-width="0.5"/><svg x="5" y="4.500" width="22" height="22" viewBox="0 0 24 24">${mark.replace(/^<svg[^>]*>/, '<g fill="none">').replace('</svg>', '</g>')}</svg></svg>`;

/** @type {readonly (readonly [string, string, number])[]} */
const pictures = [
  ['icon.png', tile, 512],
  ['tray.png', mark, 16],
  ['tray@2x.png', mark, 32],
  ['tray-paused.png', withDot, 16],
  ['tray-paused@2x.png', withDot, 32],
  ['tray-away.png', grey, 16],
  ['tray-away@2x.png', grey, 32],
  ['trayTemplate.png', black, 16],
  ['trayTemplate@2x.png', black, 32],
];

await runMain(async () => {
  fs.mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.LOAM_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--disable-gpu'],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await browser.newPage();
  for (const [name, svg, size] of pictures) {
    await page.setViewportSize({ width: size, height: size });
    const sized = svg.replace('<svg ', `<svg width="${size}" height="${size}" `);
    await page.setContent(`<style>*{margin:0}svg{display:block}</style>${sized}`);
    await page.screenshot({ path: path.join(folder, name), omitBackground: true });
  }
  await browser.close();
  say(`${pictures.length} icons are in ${path.relative(inRoot(), folder)}.`);
  return 0;
});
