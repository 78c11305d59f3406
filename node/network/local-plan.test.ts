import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePorts } from './free-ports.ts';
import { localPlan } from './local-plan.ts';

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'loam-plan-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

const USUAL = [
  { name: 'validator-1', roles: ['validator' as const] },
  { name: 'aggregator-1', roles: ['aggregator' as const] },
];

test('the first plan is kept: later ones are not looked at', () => {
  const dir = folder();
  expect(localPlan(dir, USUAL)).toEqual(USUAL);
  expect(localPlan(dir, [])).toEqual(USUAL);
  expect(JSON.parse(readFileSync(join(dir, 'plan.json'), 'utf8'))).toMatchObject({
    format: 'loam-local-network/1',
  });
});

test.each([
  '',
  '{',
  'null',
  '{"format":"loam-local-network/2","members":[]}',
  '{"format":"loam-local-network/1","members":[{"name":"../../escape","roles":["validator"]}]}',
  '{"format":"loam-local-network/1","members":[{"name":"validator-1","roles":[]}]}',
  '{"format":"loam-local-network/1","members":[],"extra":1}',
])('a damaged plan is said to be so and left as it is: %s', (text) => {
  const dir = folder();
  const file = join(dir, 'plan.json');
  writeFileSync(file, text);
  expect(() => localPlan(dir, USUAL)).toThrow(expect.objectContaining({ code: 'LOCAL_PLAN_INVALID' }));
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('free ports differ and can be listened on', async () => {
  const ports = await freePorts(8);
  expect(new Set(ports).size).toBe(8);
  for (const port of ports) {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    await new Promise((resolve) => server.close(resolve));
  }
  expect(await freePorts(0)).toEqual([]);
});
