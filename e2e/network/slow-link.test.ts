import { expect } from 'vitest';
import { someAttestations } from './network-peer.ts';
import { connection, eventually, networkTest } from './network-test.ts';
import { shapeLink } from './shape-link.ts';

/** One way, so an answer takes twice as long. */
const DELAY_MS = 100;
const LOSS_PERCENT = 2;
const ARTIFACT = { bytes: 300_000, seed: 9 };

networkTest('a bundle and gossip arrive over 100 ms of delay and 2 % of loss', async ({ world, start }) => {
  world.addSwitch('left');
  world.addSwitch('right');
  world.addRouter('router');
  world.plug('router', 'left', '10.3.0.1/24');
  world.plug('router', 'right', '10.4.0.1/24');
  world.addHost('a', 'left', '10.3.0.2/24', '10.3.0.1');
  world.addHost('b', 'right', '10.4.0.2/24', '10.4.0.1');
  const link = await shapeLink(world, 'router', { delayMs: DELAY_MS, lossPercent: LOSS_PERCENT });
  process.stdout.write(`The link is delayed by ${link.by}.\n`);
  try {
    const a = await start('a', { listen: ['/ip4/10.3.0.2/tcp/4001'] });
    const b = await start('b', {
      listen: ['/ip4/10.4.0.2/tcp/4001'],
      bootstrap: [`/ip4/10.3.0.2/tcp/4001/p2p/${a.peerId}`],
    });
    await eventually('they are connected', async () => (await connection(a, b)) !== undefined);
    const begun = performance.now();
    const cid = await a.ask<string>({ do: 'put', ...ARTIFACT });
    expect(await b.ask({ do: 'get', cid, ...ARTIFACT, timeoutMs: 90_000 })).toBe(true);
    // A question and an answer cross the link at least once each.
    expect(performance.now() - begun).toBeGreaterThan(2 * DELAY_MS);
    await a.ask({ do: 'append', attestations: someAttestations(0, 20) });
    await b.ask({ do: 'append', attestations: someAttestations(20, 20) });
    for (const peer of [a, b])
      await eventually(
        'all attestations are there',
        async () => (await peer.ask<number[]>({ do: 'attestations' })).length === 40,
      );
    await eventually('the link has lost packets', async () => link.lost() > 0);
  } finally {
    link.stop();
  }
});
