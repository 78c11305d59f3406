import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';

const place = testPlace();
afterAll(() => place.remove());

test('a member that stops again and again rests, the status says so with its last words, and leaving does not wait for it', async () => {
  const nodeEntry = join(place.dir, 'full-disk.mjs');
  writeFileSync(nodeEntry, "process.stderr.write('Error: no space left on device\\n');\nprocess.exit(1);\n");
  const { node, client, log } = await startTestNode(place.config('founder', { nodeEntry }));
  try {
    for await (const _ of node.network.startLocal({
      members: [{ name: 'validator-1', roles: ['validator'] }],
      roles: [],
    }));
    const sentence = async (): Promise<string> => (await client.system.status()).network.sentence;
    await expect.poll(sentence, { timeout: 50_000, interval: 200 }).toContain('rests until');
    expect(await sentence()).toMatch(
      /^Part of Local network\. validator-1 stopped 5 times in 2 minutes; it rests until \d\d:\d\d:\d\d\. Its last words: “Error: no space left on device”\. Its log is in the folder validator-1/,
    );
    expect(log.filter((line) => line.includes('MEMBER_EXITED'))).toHaveLength(4);
    expect(log.filter((line) => line.includes('CRASH_LOOP'))).toHaveLength(1);
    const asked = performance.now();
    await client.network.leave();
    expect(performance.now() - asked).toBeLessThan(30_000);
    expect(await sentence()).not.toContain('validator-1');
  } finally {
    await node.stop();
  }
});
