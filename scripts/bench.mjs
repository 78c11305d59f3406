import fs from 'node:fs';
import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { runMain, SetupError } from './say.mjs';
import { ensureSetup } from './setup.mjs';

await runMain(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const names = fs
    .readdirSync(inRoot('bench'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  if (name === undefined || !names.includes(name))
    throw new SetupError(
      'Usage: npm run bench -- <name> [--json]',
      `Names: ${names.join(', ') || 'none yet'}`,
    );
  const { node, env } = await ensureSetup();
  return runChild(node, [inRoot('bench', `${name}.ts`), ...rest], { env });
});
