import { expect, test } from 'vitest';
import { windowOptions } from './window-options.ts';

test('a window is a plain page in a sandbox, exactly', () => {
  expect(windowOptions('/app/preload.cjs').webPreferences).toEqual({
    preload: '/app/preload.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    spellcheck: false,
  });
});

test('the kept place moves the window and nothing else', () => {
  const placed = windowOptions('/p', { x: 5, y: 6, width: 700, height: 600 });
  expect(placed).toMatchObject({ x: 5, y: 6, width: 700, height: 600, show: false });
  expect(placed.webPreferences).toEqual(windowOptions('/p').webPreferences);
});
