import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDataFolder } from '../../node/data-folder/open-data-folder.ts';
import { openKeystore } from '../../node/keys/open-keystore.ts';
import { runCommand } from '../run-command.ts';

test('diagnostics hold no secret, even where one got into the log', async () => {
  const root = mkdtempSync(join(tmpdir(), 'loam-diagnostics-'));
  try {
    const dir = join(root, 'data');
    const folder = openDataFolder(dir);
    const keystore = await openKeystore({ dir });
    folder.close();
    mkdirSync(join(dir, 'logs'), { recursive: true });
    const secrets = [
      `0x${Buffer.from(keystore.databaseKey()).toString('hex')}`,
      Buffer.from(keystore.gossipPrivateKey()).toString('base64'),
      `${'abandon '.repeat(23)}art`,
    ];
    const lines = secrets.map((secret) => JSON.stringify({ level: 'warn', event: 'leak', message: secret }));
    appendFileSync(join(dir, 'logs', 'node.log'), `${lines.join('\n')}\n`);
    const file = join(root, 'bundle.json');
    expect(await runCommand(['diagnostics', file, '--data-dir', dir])).toBe(0);
    const text = readFileSync(file, 'utf8');
    for (const secret of secrets) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(secret.slice(12, 40));
    }
    const bundle = JSON.parse(text);
    expect(bundle.log).toHaveLength(3);
    expect(bundle.findings.map((finding: { id: string }) => finding.id)).toContain('model');
    if (homedir().length > 1) expect(text).not.toContain(homedir());
    // What is there is never overwritten.
    expect(await runCommand(['diagnostics', file, '--data-dir', dir])).not.toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(text);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
