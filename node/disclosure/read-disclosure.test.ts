import { recoverMessageAddress, recoverTransactionAddress, recoverTypedDataAddress } from 'viem';
import { afterAll, expect, test } from 'vitest';
import { addTraffic } from '../database/traffic.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';
import { openCommandJournal } from './command-journal.ts';
import { recordSignatures } from './record-signatures.ts';

const place = testPlace();
afterAll(() => place.remove());

const TYPED = {
  domain: { chainId: 7, verifyingContract: `0x${'11'.repeat(20)}` },
  types: { Attestation: [{ name: 'epoch', type: 'uint256' }] },
  primaryType: 'Attestation',
  message: { epoch: 3n },
} as const;
const CALL = {
  chainId: 7,
  type: 'eip1559',
  nonce: 0,
  gas: 21_000n,
  maxFeePerGas: 1n,
  maxPriorityFeePerGas: 1n,
  to: `0x${'22'.repeat(20)}`,
  data: '0xa9059cbb',
} as const;

test('every kind of signature is written down before it is given, and none without', {
  timeout: 60_000,
}, async () => {
  const { node, client } = await startTestNode(place.config('signing'));
  const { signer } = node.context.keystore;
  const { account, address } = signer;
  const signed = {
    message: await recoverMessageAddress({
      message: 'hello',
      signature: await account.signMessage({ message: 'hello' }),
    }),
    typed: await recoverTypedDataAddress({ ...TYPED, signature: await account.signTypedData(TYPED) }),
    transaction: await recoverTransactionAddress({
      serializedTransaction: (await account.signTransaction(CALL)) as `0x02${string}`,
    }),
  };
  expect(signed).toEqual({ message: address, typed: address, transaction: address });

  const all = await client.audit.disclosure({ before: null, limit: 10 });
  expect(all.signatureCount).toBe(3);
  expect(all.signatures).toMatchObject([
    { kind: 'transaction', chainId: 7, target: CALL.to, what: 'transfer', contract: null },
    { kind: 'typed data', chainId: 7, target: TYPED.domain.verifyingContract, what: 'Attestation' },
    { kind: 'message', chainId: null, target: null, what: null },
  ]);
  const older = await client.audit.disclosure({ before: all.signatures[0]?.id ?? '', limit: 1 });
  expect(older.signatures).toEqual([all.signatures[1]]);

  const journal = openCommandJournal(node.context.folder.dir, node.context.keystore.databaseKey());
  recordSignatures(signer, journal.db);
  await account.signMessage({ message: 'from a command' });
  expect((await client.audit.disclosure({ before: null, limit: 10 })).signatureCount, 'still sending').toBe(
    3,
  );
  journal.close();
  for (let i = 0; i < 2; i++)
    expect((await client.audit.disclosure({ before: null, limit: 10 })).signatureCount).toBe(4);

  signer.recordWith(() => {
    throw new Error('the disk is full');
  });
  await expect(account.signTypedData(TYPED)).rejects.toThrow('the disk is full');
  await node.stop();
});

test('bytes of a day add up', { timeout: 60_000 }, async () => {
  const { node, client } = await startTestNode(place.config('traffic'));
  const { db } = node.context;
  addTraffic(db, { day: '2026-11-22', kind: 'peers', sent: 5, received: 7 });
  addTraffic(db, { day: '2026-11-23', kind: 'chain', sent: 1, received: 2 });
  addTraffic(db, { day: '2026-11-22', kind: 'peers', sent: 10, received: 0 });
  expect((await client.audit.disclosure({ before: null, limit: 1 })).traffic).toEqual([
    { day: '2026-11-23', kind: 'chain', sent: 1, received: 2 },
    { day: '2026-11-22', kind: 'peers', sent: 15, received: 7 },
  ]);
  await expect(client.audit.runArchive({ name: 'x.car', base64: 'AAAA' }).then(drain)).rejects.toMatchObject({
    code: expect.stringMatching(/^AUDIT_ARCHIVE_/),
  });
  await expect(client.audit.trace({ cid: 'not a cid at all' })).rejects.toMatchObject({
    code: 'NETWORK_OFF',
  });
  await node.stop();
});

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}
