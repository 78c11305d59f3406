import { createTestClient, http, keccak256, parseEther, stringToHex, verifyMessage } from 'viem';
import { generatePrivateKey } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isIncome } from '../../protocol/api/earn-schemas.ts';
import type { SendProgress, WalletAction } from '../../protocol/api/wallet-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { submit } from '../chain/actions/submit.ts';
import { type ChainClient, createChainClient } from '../chain/chain-client.ts';
import { playRounds } from '../chain/fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readBalances } from '../chain/reads/read-balances.ts';
import { readNode } from '../chain/reads/read-node.ts';
import type { Keystore } from '../keys/open-keystore.ts';
import { createSigner } from '../keys/signer.ts';
import { checkReceipt, checkReceiptOnChain } from './check-receipt.ts';
import { readOverview } from './read-overview.ts';
import { WalletService, type WalletSession } from './wallet-service.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
const STRANGER: Hex = '0x00000000000000000000000000000000000abc01';
let network: TestNetwork;
let chain: ChainClient;
let members: ChainClient[];
let keeper: ChainClient;

beforeAll(async () => {
  network = await testNetwork();
  chain = await network.member(['learner']);
  members = [];
  for (let i = 0; i < 3; i++) members.push(await network.member(['validator']));
  keeper = await network.member(['aggregator']);
});

afterAll(() => network.stop());

/** A wallet of the test's own account, with a clock that the test moves. */
function wallet() {
  const clock = { now: 1_000_000 };
  let made = 0;
  const service = new WalletService({
    now: () => clock.now,
    random: (bytes) => new Uint8Array(bytes).fill(++made),
    hub: { notify: () => undefined } as never,
  });
  return { service, session: sessionOf(chain), clock };
}

function sessionOf(client: ChainClient): WalletSession {
  const { account, descriptor } = client;
  if (account === undefined) throw new Error('no account');
  const keystore = { signer: { ...createSigner(generatePrivateKey()), account, address: account.address } };
  return {
    chain: client,
    address: account.address,
    descriptor,
    context: { keystore: keystore as unknown as Keystore },
  };
}

async function finish(stream: AsyncGenerator<SendProgress>): Promise<SendProgress[]> {
  const seen: SendProgress[] = [];
  for await (const progress of stream) seen.push(progress);
  return seen;
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

test('staking: what is shown before is exactly what is sent, once', async () => {
  const { service, session } = wallet();
  const before = await readNode(chain, session.address);
  const prepared = await service.prepare(session, { kind: 'stake', amount: parseEther('40').toString() });
  expect(prepared.steps.map(({ contract, functionName }) => `${contract}.${functionName}`)).toEqual([
    'LoamToken.approve',
    'NodeRegistry.addStake',
  ]);
  expect(prepared.steps[1]?.arguments).toEqual([
    { name: 'amount', type: 'uint256', value: parseEther('40').toString() },
  ]);
  expect(prepared.simulation).toEqual({ ok: true, isWhole: true });
  expect(prepared.moves).toEqual([
    { asset: 'loam', amount: parseEther('40').toString(), way: 'lock', backAfterS: 60 },
  ]);
  expect(prepared.fee?.isGuess).toBe(false);
  expect(BigInt(prepared.fee?.most ?? 0)).toBeGreaterThan(BigInt(prepared.fee?.likely ?? 0));
  expect((await readNode(chain, session.address)).stake, 'looking moves nothing').toBe(before.stake);

  const native = (await readBalances(chain, session.address)).eth;
  const seen = await finish(service.send(session, prepared.id));
  expect(seen.map(({ step, of, done }) => [step, of, done])).toEqual([
    [0, 2, false],
    [1, 2, false],
    [2, 2, true],
  ]);
  expect((await readNode(chain, session.address)).stake).toBe(before.stake + parseEther('40'));
  const paid = native - (await readBalances(chain, session.address)).eth;
  expect(paid, 'never more than was said').toBeLessThanOrEqual(BigInt(prepared.fee?.most ?? 0));
  expect(await codeOf(finish(service.send(session, prepared.id))), 'signed once').toBe('SIGN_UNKNOWN');
});

test('what the chain would refuse comes back in words, still with value and fee', async () => {
  const { service, session } = wallet();
  const all = (await readNode(chain, session.address)).stake;
  // A rest below the minimum is not allowed.
  const unstake = await service.prepare(session, {
    kind: 'unstake',
    amount: (all - parseEther('1')).toString(),
  });
  expect(unstake.simulation).toMatchObject({ ok: false, step: 0 });
  expect(unstake.simulation.ok === false && unstake.simulation.message).toMatch(/\w+ \w+ \w+/);
  expect(unstake.moves[0]?.amount).toBe((all - parseEther('1')).toString());
  expect(unstake.fee).toMatchObject({ isGuess: true });
  const stake = await service.prepare(session, { kind: 'stake', amount: parseEther('1000000').toString() });
  expect(stake.simulation).toMatchObject({ ok: false, step: 1 });
  await expect(finish(service.send(session, stake.id))).rejects.toMatchObject({ code: /^CHAIN_/ });
});

test('an unknown, an old and another network’s action are refused, and another account’s', async () => {
  const { service, session, clock } = wallet();
  const action: WalletAction = { kind: 'sendLoam', to: STRANGER, amount: '5' };
  expect(await codeOf(finish(service.send(session, 'ab'.repeat(16))))).toBe('SIGN_UNKNOWN');
  const old = await service.prepare(session, action);
  clock.now += 601_000;
  expect(await codeOf(finish(service.send(session, old.id)))).toBe('SIGN_EXPIRED');
  const moved = await service.prepare(session, action);
  expect(await codeOf(finish(service.send({ ...session }, moved.id)))).toBe('SIGN_CHANGED');
  const other = await service.prepare(session, action, addressOf(keeper));
  expect(other.simulation.ok).toBe(true);
  expect(await codeOf(finish(service.send(session, other.id)))).toBe('SIGN_ELSEWHERE');
  expect((await readBalances(chain, STRANGER)).loam).toBe(0n);
});

test('money of either kind is sent, also when the payment has to be sped up', async () => {
  const { session } = wallet();
  const { service } = wallet();
  for (const action of [
    { kind: 'sendLoam', to: STRANGER, amount: parseEther('2').toString() },
    { kind: 'sendNative', to: STRANGER, amount: '7000' },
  ] as const)
    await finish(service.send(session, (await service.prepare(session, action)).id));
  expect(await readBalances(chain, STRANGER)).toEqual({ loam: parseEther('2'), eth: 7000n });

  // A chain that mines nothing for a while: the payment is tried again with a higher fee and still carries its money.
  const hasty = await createChainClient({
    descriptor: network.descriptor,
    account: chain.account,
    stuckMs: 100,
  });
  const slow = sessionOf(hasty);
  const control = createTestClient({ mode: 'anvil', transport: http(network.anvil.url) });
  const { id } = await service.prepare(slow, { kind: 'sendNative', to: STRANGER, amount: '50' });
  await control.setAutomine(false);
  const sent = finish(service.send(slow, id));
  await expect
    .poll(() => hasty.journal?.open[0]?.attempts.length ?? 0, { timeout: 30_000 })
    .toBeGreaterThan(1);
  await control.mine({ blocks: 1 });
  await control.setAutomine(true);
  await sent;
  expect((await readBalances(chain, STRANGER)).eth).toBe(7050n);
  hasty.close();
});

test('calls that only the node may make, and signatures that its contracts accept, are not signed by hand', async () => {
  const { service, session } = wallet();
  const { Verdicts } = chain.descriptor.contracts;
  expect(
    await codeOf(service.prepare(session, { kind: 'call', to: Verdicts, data: '0x12345678', value: '0' })),
  ).toBe('SIGN_NODE_ONLY');
  const typed = (verifyingContract: Hex) =>
    JSON.stringify({
      domain: { name: 'Anything', chainId: 31337, verifyingContract },
      types: { Note: [{ name: 'text', type: 'string' }] },
      primaryType: 'Note',
      message: { text: 'hello' },
    });
  expect(await codeOf(service.prepare(session, { kind: 'typedData', json: typed(Verdicts) }))).toBe(
    'SIGN_NODE_ONLY',
  );
  expect(await codeOf(service.prepare(session, { kind: 'typedData', json: '{}' }))).toBe('SIGN_TYPED_DATA');
  const fine = await service.prepare(session, { kind: 'typedData', json: typed(STRANGER) });
  expect((await finish(service.send(session, fine.id))).at(-1)?.signature).toMatch(/^0x[0-9a-f]{130}$/);
  const message = await service.prepare(session, { kind: 'message', bytes: stringToHex('Hello') });
  const signature = (await finish(service.send(session, message.id))).at(-1)?.signature as Hex;
  expect(await verifyMessage({ address: session.address, message: 'Hello', signature })).toBe(true);
});

test('income is what work was paid for; a deposit never is, and receipts prove it', async () => {
  const { service, session } = wallet();
  expect(await codeOf(service.prepare(session, { kind: 'claim' }))).toBe('WALLET_NOTHING_DUE');
  const terms = { baseVersion: 0, confidencePpm: 50_000, stake: parseEther('100') };
  const { epoch } = await submit(chain, { ...terms, cid: digest('lesson'), metricsHash: digest('m') });
  await playRounds(network, epoch, { keeper, members });
  await network.until('final');
  const { claimable } = await readOverview(chain, session.address);
  expect(BigInt(claimable.total)).toBeGreaterThan(0n);
  const prepared = await service.prepare(session, { kind: 'claim' });
  expect(prepared.moves[0]).toMatchObject({ way: 'get', amount: claimable.total });
  await finish(service.send(session, prepared.id));
  expect((await readOverview(chain, session.address)).claimable).toEqual({ total: '0', epochs: [] });

  const entries = await service.ledger(session).read();
  const income = entries.filter(isIncome);
  expect(income).toMatchObject([{ kind: 'contribution', epoch: Number(epoch), amount: claimable.total }]);
  expect(entries[0]).toMatchObject({ kind: 'deposit', amount: parseEther('1000').toString() });
  expect(entries.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['deposit', 'staked', 'sent', 'contribution']),
  );
  // What is read again does not come twice.
  expect(await service.ledger(session).read()).toEqual(entries);

  const at = income[0]?.at ?? 0;
  const csv = (await service.csv(session, { from: at, to: at + 1 })).text.split('\r\n');
  expect(csv[1]).toContain(`contribution,yes,${epoch},`);
  expect((await service.csv(session, { from: 1, to: 2 })).text.split('\r\n')).toHaveLength(2);

  const { text } = await service.receipt(session, { from: at, to: at + 1 });
  const receipt = await checkReceipt(text);
  expect(receipt.total).toBe(claimable.total);
  await checkReceiptOnChain(chain, receipt);
  expect(await codeOf(checkReceipt(text.replace(claimable.total, `9${claimable.total}`)))).toBe(
    'RECEIPT_SIGNATURE',
  );
  const forged = { ...receipt, payments: receipt.payments.map((p) => ({ ...p, transaction: digest('x') })) };
  expect(await codeOf(checkReceiptOnChain(chain, forged))).toBe('RECEIPT_UNPAID');
  expect(await codeOf(service.receipt(session, { from: 1, to: 2 }))).toBe('RECEIPT_EMPTY');
});

test('stake on its way out is counted down and then withdrawn', async () => {
  const { service, session } = wallet();
  const amount = parseEther('10').toString();
  await finish(service.send(session, (await service.prepare(session, { kind: 'unstake', amount })).id));
  const waiting = await readOverview(chain, session.address);
  expect(waiting.unbonding).toMatchObject({ amount, isReady: false });
  expect((waiting.unbonding.readyAt ?? 0) - waiting.chainTime).toBeGreaterThan(50);
  expect((await service.prepare(session, { kind: 'withdraw' })).simulation).toMatchObject({
    ok: false,
    code: 'CHAIN_STILL_UNBONDING',
  });
  await network.jump(61);
  expect((await readOverview(chain, session.address)).unbonding).toMatchObject({ amount, isReady: true });
  await finish(service.send(session, (await service.prepare(session, { kind: 'withdraw' })).id));
  expect((await readOverview(chain, session.address)).unbonding).toMatchObject({
    amount: '0',
    readyAt: null,
  });
});
