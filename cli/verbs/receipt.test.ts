import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatePrivateKey } from 'viem/accounts';
import { afterAll, expect, test } from 'vitest';
import { createSigner } from '../../node/keys/signer.ts';
import { makeReceipt } from '../../node/wallet/make-receipt.ts';
import type { LedgerEntry } from '../../protocol/api/earn-schemas.ts';

const dir = mkdtempSync(join(tmpdir(), 'loam-receipt-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const ENTRY: LedgerEntry = {
  at: 1_000,
  block: 5,
  transaction: `0x${'ab'.repeat(32)}`,
  kind: 'contribution',
  epoch: 3,
  amount: '2500000000000000000',
  other: `0x${'01'.repeat(20)}`,
};

function verify(text: string): Promise<{ code: number; out: string }> {
  const file = join(dir, 'receipt.json');
  writeFileSync(file, text);
  const loam = join(import.meta.dirname, '..', 'loam.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [loam, 'receipt', 'verify', file, '--json'], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
    );
  });
}

test('a receipt is checked on the command line, and a changed one refused', async () => {
  const signer = createSigner(generatePrivateKey());
  const descriptor = { id: 'testing', chainId: 7, contracts: { LoamToken: `0x${'02'.repeat(20)}` } };
  const receipt = await makeReceipt({ descriptor } as never, signer, [ENTRY], { from: 0, to: 2_000 });
  const good = await verify(JSON.stringify(receipt));
  expect(good.code).toBe(0);
  expect(JSON.parse(good.out)).toMatchObject({ account: signer.address, total: ENTRY.amount, payments: 1 });
  const forged = await verify(
    JSON.stringify({ ...receipt, account: createSigner(generatePrivateKey()).address }),
  );
  expect(forged.code).not.toBe(0);
  expect(forged.out).toContain('RECEIPT_SIGNATURE');
}, 60_000);
