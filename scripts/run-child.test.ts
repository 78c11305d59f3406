import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { inRoot } from './root.mjs';

/** A process that runs `code` in a child of its own through runChild and ends as that child did. */
function startParent(code: string) {
  const module = pathToFileURL(inRoot('scripts', 'run-child.mjs')).href;
  const parent = `
    const { runChild } = await import(${JSON.stringify(module)});
    process.exitCode = await runChild(process.execPath, ['-e', ${JSON.stringify(code)}]);`;
  return spawn(process.execPath, ['--input-type=module', '-e', parent], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

test('the exit code of the child becomes ours', async () => {
  expect(await once(startParent('process.exit(7)'), 'exit')).toEqual([7, null]);
});

test.each([
  ['SIGTERM', 15],
  ['SIGINT', 2],
  ['SIGHUP', 1],
] as const)('%s reaches the child, which may end in its own way', async (signal, number) => {
  const polite = startParent(
    `process.on('${signal}', () => process.exit(9)); setInterval(() => {}, 1000); console.log('ready')`,
  );
  await once(polite.stdout, 'data');
  polite.kill(signal);
  expect(await once(polite, 'exit')).toEqual([9, null]);

  const plain = startParent("setInterval(() => {}, 1000); console.log('ready')");
  await once(plain.stdout, 'data');
  plain.kill(signal);
  expect(await once(plain, 'exit')).toEqual([128 + number, null]);
});
