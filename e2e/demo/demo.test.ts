import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as dagPb from '@ipld/dag-pb';
import type { CID } from 'multiformats/cid';
import {
  createTestClient,
  encodeAbiParameters,
  type Hex,
  http,
  keccak256,
  pad,
  parseEther,
  toHex,
} from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAllotment } from '../../node/chain/reads/read-allotment.ts';
import { readClaims } from '../../node/chain/reads/read-claims.ts';
import { readCommittees } from '../../node/chain/reads/read-committee.ts';
import { readReward } from '../../node/chain/reads/read-due.ts';
import { readNode } from '../../node/chain/reads/read-node.ts';
import { readReveals } from '../../node/chain/reads/read-reveals.ts';
import { readStoredWeight } from '../../node/chain/reads/read-stored-weight.ts';
import { readSubmissions, type SubmissionState } from '../../node/chain/reads/read-submission.ts';
import { VerifyingBlockstore } from '../../node/peers/verifying-blockstore.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { networkFolder, withStoredChain } from './demo-chain.ts';
import { AGGREGATOR, ATTACKER, addressOf, HONEST, lessonsOf, MEMBERS } from './demo-members.ts';
import { findSecrets, readSecrets } from './demo-secrets.ts';
import { readSafetensorsHeader } from './read-safetensors-header.ts';
import { type AuditSummary, type DemoSummary, type Ended, lastLine, runLoam, startLoam } from './run-loam.ts';

let dataDir: string;
let demo: Ended;
let summary: DemoSummary;
let submissions: SubmissionState[];
/** What other processes were told while the demo ran. */
let refused: { demo: Ended; resume: Ended };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'loam-demo-'));
  const running = startLoam(['demo', '--json', '--data-dir', dataDir]);
  await running.said('Network is up');
  refused = {
    demo: await runLoam('demo', '--json', '--data-dir', dataDir),
    resume: await runLoam('demo', '--resume', '--json', '--data-dir', dataDir),
  };
  demo = await running.ended;
  summary = lastLine<DemoSummary>(demo);
});

afterAll(() => {
  if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true });
});

test('an epoch accepts every honest learner, rejects the attacker and makes the model better', () => {
  expect(demo.code).toBe(0);
  expect(summary).toMatchObject({
    epoch: 1,
    learners: 3,
    validators: 3,
    submitted: 4,
    accepted: 3,
    rejected: 1,
    digestsAgree: true,
    modelVersion: 1,
    audit: { mismatches: 0 },
  });
  expect([...summary.acceptedNames].sort()).toEqual([...HONEST]);
  expect(summary.lossAfter).toBeLessThan(summary.lossBefore);
  expect(summary.audit.checked).toBeGreaterThan(50);
  expect(summary.manifestCid).toMatch(/^bafy[a-z2-7]{50,}$/);
});

test('a running demo is left alone by a second one', () => {
  for (const other of [refused.demo, refused.resume]) {
    expect(other.code).toBe(3);
    expect(other.stderr).toContain('DATA_FOLDER_IN_USE');
  }
});

test('rewards are what the formula says, from what is on the chain', async () => {
  await withStoredChain(dataDir, async (chain) => {
    const epoch = 1n;
    const allotted = await readAllotment(chain, epoch);
    expect(allotted?.emission).toBe(parseEther('1000'));
    // A tenth of what lay free in the pool: the attacker's fine, if somebody had enforced it by then.
    expect([0n, parseEther('0.95')]).toContain(allotted?.fees);
    const R = (allotted?.emission ?? 0n) + (allotted?.fees ?? 0n);
    submissions = await readSubmissions(chain, epoch);
    const accepted = submissions.filter((s) => s.status === 'accepted');
    const reveals = await readReveals(chain, epoch);
    const claims = await readClaims(chain, epoch);

    // By hand: 80 % to the learners by weight, 15 % to the validators by agreeing seats, 5 % to the aggregator. A weight
    // is the proper score of utility and confidence, in parts per 10^9, times the stake above 50 LOAM, in millionths of a LOAM.
    const weights = accepted.map((s) => {
      const cap = 500_000n;
      const utility = BigInt(Math.min(s.utilityPpm, Number(cap)));
      // Half a million of cap: a confidence of one ppm predicts half a ppm of utility, so misses are counted in halves.
      const halves = 2n * utility - BigInt(s.confidencePpm);
      // 1,000 ppm of utility off for a miss by all of the cap, rounded up: what is left is rounded down.
      const penalty = (1_000_000n * halves * halves + 4n * cap * cap - 1n) / (4n * cap * cap);
      const score = utility * 1000n - penalty;
      expect(s.stake).toBe(parseEther('100'));
      expect(s.uniquenessPpm).toBe(1_000_000);
      return (score * (100_000_000n - 50_000_000n)) / 1_000_000_000n;
    });
    const total = weights.reduce((a, b) => a + b, 0n);
    const expected = new Map<string, bigint>();
    const add = (account: string, amount: bigint) =>
      expected.set(account.toLowerCase(), (expected.get(account.toLowerCase()) ?? 0n) + amount);
    const [learners, validators] = [(R * 80n) / 100n, (R * 15n) / 100n];
    for (const [i, s] of accepted.entries()) add(s.learner, (learners * (weights[i] ?? 0n)) / total);
    const committees = await readCommittees(chain, epoch);
    const agreeing = new Map<string, bigint>();
    for (const s of submissions) {
      const committee = committees.get(s.index) ?? [];
      expect(committee.reduce((seats, member) => seats + member.seats, 0)).toBe(3);
      for (const r of reveals.filter((r) => r.index === BigInt(s.index))) {
        const member = committee.find((m) => m.validator.toLowerCase() === r.validator.toLowerCase());
        if (r.digest === s.digest && r.utilityPpm === s.utilityPpm)
          agreeing.set(r.validator, (agreeing.get(r.validator) ?? 0n) + BigInt(member?.seats ?? 0));
      }
    }
    const seats = [...agreeing.values()].reduce((a, b) => a + b, 0n);
    expect(seats).toBe(12n);
    for (const [validator, n] of agreeing) add(validator, (validators * n) / seats);
    add(await addressOf(dataDir, AGGREGATOR), R - learners - validators);

    expect(new Map(claims.map((c) => [c.account.toLowerCase(), c.transferred]))).toEqual(expected);
    const paid = [...expected.values()].reduce((a, b) => a + b, 0n);
    expect(summary.rewardsPaid).toBe(paid.toString());
    expect(paid).toBeLessThanOrEqual(R);
    expect(R - paid).toBeLessThan(10n);
    expect(weights).toEqual(accepted.map((s) => s.weight));
  });
});

test('stakes are whole, except for what the attacker lost, and lessons are kept', async () => {
  await withStoredChain(dataDir, async (chain) => {
    for (const member of MEMBERS) {
      const { stake, unbonding } = await readNode(chain, await addressOf(dataDir, member));
      // A rejected submission costs a tenth of the 100 LOAM staked on it.
      expect({ member, stake, unbonding }).toEqual({
        member,
        stake: parseEther(member === ATTACKER ? '490' : '500'),
        unbonding: 0n,
      });
    }
  });
  expect(await lessonsOf(dataDir, 'learner-1')).toEqual(['Who keeps the key of the garden shed?']);
  expect(await lessonsOf(dataDir, 'learner-2')).toEqual(['When does the night train leave?']);
  expect(await lessonsOf(dataDir, 'learner-3')).toEqual(['What do we call the old boat?']);
});

test('what a learner writes is a PEFT adapter, name by name and shape by shape', () => {
  const adapters = join(networkFolder(dataDir), 'learner-1', 'adapters');
  const run = readdirSync(adapters).find((name) => name.startsWith('run-')) ?? '';
  const config = JSON.parse(readFileSync(join(adapters, run, 'adapter_config.json'), 'utf8'));
  expect(config).toMatchObject({
    peft_type: 'LORA',
    task_type: 'CAUSAL_LM',
    bias: 'none',
    fan_in_fan_out: false,
    lora_dropout: 0,
    modules_to_save: null,
  });
  const { tensors, metadata, dataBytes } = readSafetensorsHeader(
    join(adapters, run, 'adapter_model.safetensors'),
  );
  expect(metadata).toEqual({ format: 'pt' });

  // The bundled model: 5 layers, hidden 192, 6 query heads and 2 key-value heads of 32, inner 512. [in, out]
  const linears = {
    'self_attn.q_proj': [192, 192],
    'self_attn.k_proj': [192, 64],
    'self_attn.v_proj': [192, 64],
    'self_attn.o_proj': [192, 192],
    'mlp.gate_proj': [192, 512],
    'mlp.up_proj': [192, 512],
    'mlp.down_proj': [512, 192],
  } as const;
  expect([...config.target_modules].sort()).toEqual(
    Object.keys(linears)
      .map((name) => name.split('.')[1])
      .sort(),
  );
  const expected = new Map<string, number[]>();
  for (let layer = 0; layer < 5; layer++) {
    for (const [name, [inputs, outputs]] of Object.entries(linears)) {
      const prefix = `base_model.model.model.layers.${layer}.${name}`;
      expected.set(`${prefix}.lora_A.weight`, [config.r, inputs]);
      expected.set(`${prefix}.lora_B.weight`, [outputs, config.r]);
    }
  }
  expect(new Map([...tensors].map(([name, { shape }]) => [name, shape]))).toEqual(expected);
  expect(new Set([...tensors.values()].map(({ dtype }) => dtype))).toEqual(new Set(['F32']));
  let end = 0;
  for (const {
    shape,
    data_offsets: [from, to],
  } of [...tensors.values()].sort((a, b) => a.data_offsets[0] - b.data_offsets[0])) {
    expect(from).toBe(end);
    expect(to - from).toBe(shape.reduce((a, b) => a * b, 1) * 4);
    end = to;
  }
  expect(end).toBe(dataBytes);
});

test('no key lies in plain text anywhere below the data folder', async () => {
  const folder = join(dataDir, 'demo');
  const secrets = await readSecrets(folder, 'demo');
  for (const member of MEMBERS)
    secrets.push(...(await readSecrets(join(networkFolder(dataDir), member), member)));
  expect(secrets).toHaveLength(5 * (MEMBERS.length + 1));
  const { found, files } = findSecrets(folder, secrets);
  expect(found).toEqual([]);
  expect(files).toBeGreaterThan(100);
  for (const output of [demo.stdout, demo.stderr]) {
    for (const { bytes } of secrets) {
      expect(output).not.toContain(Buffer.from(bytes).toString('hex'));
      expect(output).not.toContain(Buffer.from(bytes).toString('utf8'));
    }
  }

  // The search finds what is there, however it is written.
  const canary = { name: 'canary', bytes: Buffer.from(keccak256('0x01').slice(2), 'hex') };
  const text = Buffer.from(canary.bytes);
  const spots = [
    text,
    text.toString('hex'),
    `"${Buffer.concat([Buffer.from('ab'), text, Buffer.from('c')]).toString('base64')}"`,
  ];
  for (const spot of spots) {
    const file = join(folder, 'canary.txt');
    writeFileSync(file, spot);
    expect(findSecrets(folder, [canary]).found).toEqual(['canary in canary.txt']);
    rmSync(file);
  }
});

test('the audit finds nothing wrong in what the demo left, and signs a report that cannot be altered', async () => {
  const file = join(dataDir, 'report.json');
  const audit = await runLoam(
    ...['audit', '1', '--demo', '--json', '--data-dir', dataDir],
    ...['--report', file],
  );
  const { checked } = lastLine<AuditSummary>(audit);
  expect(lastLine<AuditSummary>(audit)).toMatchObject({ version: 1, mismatches: 0, wrong: [] });
  expect(audit.code).toBe(0);

  const verified = await runLoam('audit', 'verify-report', file, '--json');
  expect(verified.code).toBe(0);
  expect(lastLine<object>(verified)).toMatchObject({
    valid: true,
    auditor: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/),
    report: { epoch: 1, checked, mismatches: [] },
  });

  const text = readFileSync(file, 'utf8');
  const altered = join(dataDir, 'altered.json');
  writeFileSync(altered, text.replace(`"checked":${checked}`, `"checked":${checked + 1}`));
  expect(readFileSync(altered, 'utf8')).not.toBe(text);
  const refused = await runLoam('audit', 'verify-report', altered, '--json');
  expect(refused.code).toBe(1);
  expect(lastLine<object>(refused)).toEqual({ valid: false });
  expect(refused.stderr).toContain('(AUDIT_REPORT_FORGED)');
  writeFileSync(altered, 'no report');
  expect((await runLoam('audit', 'verify-report', altered)).code).toBe(3);
});

test('trace follows an update from its submission to the payment', async () => {
  const accepted = submissions.find((s) => s.status === 'accepted');
  if (accepted === undefined) throw new Error('nothing was accepted');
  const cid = digestToCid(accepted.cid).toString();
  const trace = await runLoam('trace', cid, '--demo', '--json', '--data-dir', dataDir);
  expect(trace.code).toBe(0);
  const step = {
    block: expect.stringMatching(/^\d+$/),
    transaction: expect.stringMatching(/^0x[0-9a-f]{64}$/),
  };
  expect(lastLine<object>(trace)).toMatchObject({
    cid,
    index: accepted.index,
    submitted: { ...step, learner: expect.stringMatching(new RegExp(accepted.learner, 'i')) },
    drawn: step,
    judged: { ...step, status: 'accepted', utilityPpm: accepted.utilityPpm },
    merged: { ...step, version: 1, manifestCid: summary.manifestCid },
    paid: step,
    ended: null,
  });
});

test('an update is audited by its CID alone, and an epoch from one file without a network', async () => {
  const refused = submissions.find((s) => s.status === 'rejected');
  if (refused === undefined) throw new Error('nothing was rejected');
  const cid = digestToCid(refused.cid).toString();
  const one = await runLoam('audit', cid, '--demo', '--json', '--data-dir', dataDir);
  expect(one.code).toBe(0);
  expect(lastLine<AuditSummary>(one)).toMatchObject({ epoch: 1, mismatches: 0 });

  const car = join(dataDir, 'epoch-1.car');
  const written = await runLoam('audit', 'export', '1', car, '--demo', '--json', '--data-dir', dataDir);
  expect(written.code).toBe(0);
  expect(lastLine<object>(written)).toMatchObject({ file: car, absent: [] });
  const elsewhere = join(dataDir, 'elsewhere');
  const whole = await runLoam('audit', '--car', car, '--json', '--data-dir', elsewhere);
  expect(whole.code).toBe(0);
  expect(lastLine<AuditSummary>(whole)).toMatchObject({ version: 1, epoch: 1, mismatches: 0 });

  // One byte in the middle of the file is told, as a mismatch or as a file that cannot be used.
  flipByte(car);
  const damaged = await runLoam('audit', '--car', car, '--json', '--data-dir', elsewhere);
  expect([1, 3]).toContain(damaged.code);
  expect(damaged.stderr).toMatch(/Mismatch in |AUDIT_ARCHIVE_/);
});

test('a wrong command line and an unknown version are told apart from a finding', async () => {
  expect((await runLoam('audit', 'one', '--demo', '--data-dir', dataDir)).code).toBe(2);
  expect((await runLoam('audit', '--demo', '--data-dir', dataDir)).code).toBe(2);
  expect((await runLoam('audit', '1', '--demmo', '--data-dir', dataDir)).code).toBe(2);
  const unknown = await runLoam('audit', '7', '--demo', '--json', '--data-dir', dataDir);
  expect(unknown.code).toBe(3);
  expect(unknown.stderr).toContain('There is no model version 7 to audit.');
});

test('the audit names every bundle of which one byte was changed, wherever it is stored', async () => {
  const cidOf = (i: number) => digestToCid(submissions[i]?.cid ?? '0x');
  const own = join(dataDir, 'demo');
  const undo = [
    // A leaf: bytes of a file. Not one of the files that all bundles share.
    flipByte(blockFile(own, await leafOf(own, cidOf(0)))),
    // What a node has extracted from a bundle for its worker.
    flipByte(join(own, 'bundles', submissions[1]?.cid.slice(2) ?? '', 'adapter_model.safetensors')),
    // The root block of a bundle, at another member.
    flipByte(blockFile(join(networkFolder(dataDir), 'validator-2'), cidOf(2))),
  ];
  const audit = await runLoam('audit', '1', '--demo', '--json', '--data-dir', dataDir);
  const { wrong, mismatches } = lastLine<AuditSummary>(audit);
  expect(audit.code).toBe(1);
  const checks = wrong.map(({ check, subject }) => [check, subject]);
  expect(checks).toContainEqual(['bundle-bytes', expect.stringContaining(cidOf(0).toString())]);
  expect(checks).toContainEqual(['bundle-copy', expect.stringContaining(cidOf(1).toString())]);
  expect(checks).toContainEqual(['bundle-bytes', expect.stringMatching(`${cidOf(2)}.*validator-2`)]);
  expect(wrong).toHaveLength(3);
  expect(mismatches).toBe(3);
  expect(audit.stderr).toContain(cidOf(0).toString());
  for (const restore of undo) restore();
});

test('the audit names a reward and a weight that were changed on the chain', async () => {
  await withStoredChain(dataDir, async (chain, url) => {
    const client = createTestClient({ mode: 'anvil', transport: http(url) });
    const { RewardPool, EpochManager } = chain.descriptor.contracts;
    const set = (address: Hex, slot: Hex, value: bigint) =>
      client.setStorageAt({ address, index: slot, value: pad(toHex(value)) });
    const read = async (address: Hex, slot: Hex) =>
      BigInt((await chain.public.getStorageAt({ address, slot, blockTag: 'latest' })) ?? '0x0');

    // The learners' share is in the low 104 bits of its slot.
    const { learners } = await readReward(chain, 1n);
    const reward = await findSlot(
      (slot) => mapping(1n, slot),
      async (slot) => (await read(RewardPool, slot)) % 2n ** 104n === learners,
    );
    await set(RewardPool, reward, (await read(RewardPool, reward)) + 10_000n);
    expect((await readReward(chain, 1n)).learners).toBe(learners + 10_000n);

    // A submission's weight is in the low 64 bits of its slot.
    const target = submissions.find((s) => s.status === 'accepted');
    if (target === undefined) throw new Error('nothing was accepted');
    const index = BigInt(target.index);
    const entry = await findSlot(
      (slot) => mapping(index, BigInt(mapping(1n, slot))),
      async (slot) => (await read(EpochManager, slot)) % 2n ** 64n === target.weight,
    );
    await set(EpochManager, entry, (await read(EpochManager, entry)) + 1n);
    expect(await readStoredWeight(chain, 1n, index)).toBe(target.weight + 1n);
  });
  const audit = await runLoam('audit', '1', '--demo', '--json', '--data-dir', dataDir);
  const { wrong } = lastLine<AuditSummary>(audit);
  expect(audit.code).toBe(1);
  const checks = wrong.map(({ check, subject }) => `${check}: ${subject}`);
  expect(checks).toContain('allotment: reward of epoch 1');
  const target = submissions.find((s) => s.status === 'accepted');
  expect(checks).toContain(`stored-weight: submission ${target?.index} of epoch 1`);
  expect(wrong).toHaveLength(2);
});

/** Changes one byte in the middle of a file; call the result to put it back. */
function flipByte(file: string): () => void {
  const before = readFileSync(file);
  const after = Buffer.from(before);
  const at = Math.floor(after.length / 2);
  after[at] = (after[at] ?? 0) ^ 1;
  writeFileSync(file, after);
  return () => writeFileSync(file, before);
}

function blockFile(folder: string, cid: CID): string {
  const blocks = join(folder, 'peers', 'blocks');
  const name = `${base32(cid.multihash.bytes)}.data`;
  const found = readdirSync(blocks, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith(name),
  );
  if (found === undefined) throw new Error(`block ${cid} is not stored in ${folder}`);
  return join(blocks, found);
}

/** Upper-case base32 without padding behind the multibase letter, the names that blocks have on disk. */
function base32(bytes: Uint8Array): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return `B${(bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')}`;
}

/** The largest leaf of a bundle: a piece of its tensors. */
async function leafOf(folder: string, root: CID): Promise<CID> {
  const blocks = new VerifyingBlockstore(join(folder, 'peers', 'blocks'));
  let largest: { cid: CID; bytes: number } | undefined;
  const queue = [root];
  for (let cid = queue.pop(); cid !== undefined; cid = queue.pop()) {
    const block = await blocks.inspect(cid);
    if (block.state !== 'valid') throw new Error(`block ${cid} is ${block.state}`);
    const links = cid.code === dagPb.code ? dagPb.decode(block.bytes).Links : [];
    for (const link of links) queue.push(link.Hash);
    if (links.length === 0 && block.bytes.length > (largest?.bytes ?? 0))
      largest = { cid, bytes: block.bytes.length };
  }
  if (largest === undefined) throw new Error('the bundle has no leaf');
  return largest.cid;
}

/** Slot of `mapping(uint256 => …)[key]` when the mapping itself is at `slot`. */
function mapping(key: bigint, slot: bigint): Hex {
  return keccak256(encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }], [key, slot]));
}

/** The first of a contract's slots at which `is` holds. */
async function findSlot(at: (slot: bigint) => Hex, is: (slot: Hex) => Promise<boolean>): Promise<Hex> {
  for (let slot = 0n; slot < 32n; slot++) if (await is(at(slot))) return at(slot);
  throw new Error('no such slot');
}
