import { openTransportReplayer, RecordStore } from '@ledgerhq/hw-transport-mocker';
import { parseTransaction } from 'viem';
import { expect, test } from 'vitest';
import { explainDeviceError, LedgerDevice } from './ledger-device.ts';

/** 44'/60'/0'/0/0 as the device is asked for it, and a device's answer (both from Ledger's own tests and documents). */
const ASK_ADDRESS = 'e002000015058000002c8000003c800000000000000000000000';
const ADDRESS = '0xCbA98362e199c41E1864D0923AF9646d3A648451';
const TELL_ADDRESS =
  '4104df00ad3869baad7ce54f4d560ba7f268d542df8f2679a5898d78a690c3db8f9833d2973671cb14b088e91bdf7c0ab00029a576473c0e12f84d252e630bb3809b28436241393833363265313939633431453138363444303932334146393634366433413634383435319000';
/** A payment of one wei, from the tests of Ledger's library. */
const ASK_SIGNATURE =
  'e00400003f058000002c8000003c80000000000000000000000002e801808417d78400850c529dc58c82520894b0b5b0106d69fe64545a60a68c014f7570d3f8610180c0';
const TELL_SIGNATURE =
  '00339a8118c0329e403415129205d1d019e5fc5c95bc746b7e9e6efde3ddebfc1107c0393a6bba61a6f3eabc9a1d8298820fd0316436b49b0bc4082bfab81531e39000';
const PAYMENT = {
  type: 'eip1559',
  chainId: 1,
  nonce: 0,
  to: '0xB0b5B0106D69fE64545A60A68C014f7570D3F861',
  value: 1n,
  gas: 21_000n,
  maxPriorityFeePerGas: 400_000_000n,
  maxFeePerGas: 52_925_678_988n,
} as const;

async function device(...exchange: readonly (readonly [string, string])[]) {
  const records = exchange.map(([asked, told]) => `=> ${asked}\n<= ${told}`).join('\n');
  return new LedgerDevice(await openTransportReplayer(RecordStore.fromString(records)));
}

test('the device tells its account and signs for it', async () => {
  const ledger = await device(
    [ASK_ADDRESS, TELL_ADDRESS],
    [ASK_ADDRESS, TELL_ADDRESS],
    [ASK_SIGNATURE, TELL_SIGNATURE],
  );
  const address = await ledger.address();
  expect(address.toLowerCase()).toBe(ADDRESS.toLowerCase());
  const raw = await ledger.sign(address, PAYMENT);
  expect(parseTransaction(raw)).toMatchObject({
    chainId: 1,
    value: 1n,
    yParity: 0,
    r: '0x339a8118c0329e403415129205d1d019e5fc5c95bc746b7e9e6efde3ddebfc11',
    s: '0x07c0393a6bba61a6f3eabc9a1d8298820fd0316436b49b0bc4082bfab81531e3',
  });
});

test('another device than the one that was connected signs nothing', async () => {
  const ledger = await device([ASK_ADDRESS, TELL_ADDRESS]);
  await expect(ledger.sign('0xB0b5B0106D69fE64545A60A68C014f7570D3F861', PAYMENT)).rejects.toMatchObject({
    code: 'LEDGER_OTHER_ACCOUNT',
  });
});

test.each([
  ['5515', 'LEDGER_LOCKED'],
  ['6b0c', 'LEDGER_LOCKED'],
  ['6511', 'LEDGER_APP'],
  ['6e00', 'LEDGER_APP'],
  ['6d00', 'LEDGER_APP'],
  ['6f42', 'LEDGER_FAILED'],
])('the status word %s is told as %s', async (status, code) => {
  await expect((await device([ASK_ADDRESS, status])).address()).rejects.toMatchObject({ code });
});

test.each([
  ['6985', 'LEDGER_REFUSED'],
  ['6a80', 'LEDGER_BLIND'],
])('the status word %s of a signature is told as %s', async (status, code) => {
  const ledger = await device([ASK_ADDRESS, TELL_ADDRESS], [ASK_SIGNATURE, status]);
  await expect(ledger.sign(ADDRESS, PAYMENT)).rejects.toMatchObject({ code });
});

test('a device that is not there is told as such', () => {
  const gone = Object.assign(new Error('x'), { name: 'DisconnectedDevice' });
  expect(explainDeviceError(gone).code).toBe('LEDGER_GONE');
});
