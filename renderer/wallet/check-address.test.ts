import { expect, test } from 'vitest';
import { checkAddress } from './check-address.ts';

const OTHER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const known = {
  own: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
  contracts: ['0x5FbDB2315678afecb367f032d93F642f64180aa3'],
  sentTo: ['0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'],
};

test.each([
  ['', 'badAddress'],
  [OTHER.slice(0, -1), 'badAddress'],
  [OTHER.replace('C8', 'c8'), 'badChecksum'],
  [`0x${'0'.repeat(40)}`, 'zero'],
  [known.own.toLowerCase(), 'own'],
  [known.contracts[0] ?? '', 'contract'],
  [OTHER, 'firstTime'],
  [OTHER.toLowerCase(), 'firstTime'],
  [`0x${OTHER.slice(2).toUpperCase()}`, 'firstTime'],
  [known.sentTo[0] ?? '', null],
])('%s: %s', (address, trouble) => expect(checkAddress(address, known)).toBe(trouble));
