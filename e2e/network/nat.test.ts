import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { HOLE_PUNCH_TRY_MS } from '../../node/peers/limits.ts';
import { type NetworkPeer, someAttestations } from './network-peer.ts';
import { connection, eventually, type NetworkTest, networkTest } from './network-test.ts';
import { shapeLink } from './shape-link.ts';
import type { HomeRouter } from './test-world.ts';

/** Addresses that count as public, inside namespaces that lead nowhere. */
const RELAY = '11.0.0.2';
const HOME_A = '11.0.0.11';
const HOME_B = '11.0.1.12';
const ARTIFACT = { bytes: 1_000_000, seed: 5 };

/** A relay on the open net and two homes behind routers of their own, the second one far away when there is a delay. */
async function twoHomes(
  { world, start }: NetworkTest,
  { delayMs = 0, ...router }: Omit<HomeRouter, 'gateway'> & { readonly delayMs?: number } = {},
): Promise<{ relay: NetworkPeer; relays: string[] }> {
  world.addSwitch('net');
  world.addSwitch('far');
  world.addRouter('sea');
  world.plug('sea', 'net', '11.0.0.1/24');
  world.plug('sea', 'far', '11.0.1.1/24');
  world.addHost('relay', 'net', `${RELAY}/24`, '11.0.0.1');
  world.addNat('rta', 'net', `${HOME_A}/24`, 'homea', '10.1.0.1/24', { ...router, gateway: '11.0.0.1' });
  world.addNat('rtb', 'far', `${HOME_B}/24`, 'homeb', '10.2.0.1/24', { ...router, gateway: '11.0.1.1' });
  world.addHost('a', 'homea', '10.1.0.2/24', '10.1.0.1');
  world.addHost('b', 'homeb', '10.2.0.2/24', '10.2.0.1');
  if (delayMs > 0) {
    const link = await shapeLink(world, 'sea', { delayMs, lossPercent: 0 });
    onTestFinished(() => link.stop());
  }
  const listen = `/ip4/${RELAY}/tcp/4001`;
  const relay = await start('relay', { listen: [listen], announce: [listen], isRelay: true });
  return { relay, relays: [`${listen}/p2p/${relay.peerId}`] };
}

networkTest(
  'two nodes behind routers that map every call anew exchange a bundle and gossip through a relay',
  async (given) => {
    const { start } = given;
    const { relays } = await twoHomes(given, { isSymmetric: true });
    const a = await start('a', { listen: ['/ip4/10.1.0.2/tcp/4001'], relays, bootstrap: relays });
    const b = await start('b', { listen: ['/ip4/10.2.0.2/tcp/4001'], relays, bootstrap: relays });
    await eventually('both have a place on the relay', async () =>
      (await Promise.all([a.status(), b.status()])).every(
        ({ reachability }) => reachability.state === 'relay',
      ),
    );
    // The routers are real ones: neither the inner nor the outer address leads to the other.
    for (const address of ['/ip4/10.1.0.2/tcp/4001', `/ip4/${HOME_A}/tcp/4001`])
      await expect(b.ask({ do: 'dial', address, timeoutMs: 1_500 })).rejects.toMatchObject({
        code: 'PEER_UNREACHABLE',
      });

    await eventually('they meet', async () => (await connection(a, b)) !== undefined);
    expect(await connection(b, a)).toContain('/p2p-circuit');
    const cid = await a.ask<string>({ do: 'put', ...ARTIFACT });
    expect(await b.ask({ do: 'get', cid, ...ARTIFACT, timeoutMs: 60_000 })).toBe(true);
    await a.ask({ do: 'append', attestations: someAttestations(0, 5) });
    await b.ask({ do: 'append', attestations: someAttestations(5, 5) });
    for (const peer of [a, b])
      await eventually(
        'all attestations are there',
        async () => (await peer.ask<number[]>({ do: 'attestations' })).length === 10,
      );
    expect((await a.status()).reachability.mend).toContain('TCP port 4001');
  },
);

for (const refuses of [false, true])
  networkTest(
    `two nodes behind closed routers that ${refuses ? 'refuse' : 'drop'} strangers make a hole and no longer need the relay`,
    async (given) => {
      const { start } = given;
      const { relay, relays } = await twoHomes(given, { refuses, delayMs: 25 });
      const a = await start('a', { listen: ['/ip4/10.1.0.2/tcp/4001'], relays, bootstrap: relays });
      const b = await start('b', { listen: ['/ip4/10.2.0.2/tcp/4001'], relays, bootstrap: relays });
      for (const [one, other, outer] of [
        [a, b, HOME_B],
        [b, a, HOME_A],
      ] as const)
        await eventually('the connection is direct', async () => {
          const ways = (await one.status()).peers.filter(({ peerId }) => peerId === other.peerId);
          return ways.length > 0 && ways.every(({ address }) => address.startsWith(`/ip4/${outer}/tcp/`));
        });
      expect((await a.status()).reachability).toMatchObject({
        state: 'relay',
        sentence: expect.stringContaining('directly'),
      });
      relay.stop();
      const cid = await a.ask<string>({ do: 'put', ...ARTIFACT });
      expect(await b.ask({ do: 'get', cid, ...ARTIFACT, timeoutMs: 60_000 })).toBe(true);
      // The connection outlives the try that made it; without the relay nothing would make it anew.
      await sleep(HOLE_PUNCH_TRY_MS + 500);
      expect(await connection(a, b)).toContain(`/ip4/${HOME_B}/tcp/`);
      await a.ask({ do: 'append', attestations: someAttestations(0, 5) });
      await eventually(
        'all attestations are there',
        async () => (await b.ask<number[]>({ do: 'attestations' })).length === 5,
      );
    },
  );

networkTest('a relayed connection becomes a direct one when one router forwards the port', async (given) => {
  const { world, start } = given;
  const { relays } = await twoHomes(given);
  world.forwardPort('rta', 4001, '10.1.0.2');
  const a = await start('a', {
    listen: ['/ip4/10.1.0.2/tcp/4001'],
    announce: [`/ip4/${HOME_A}/tcp/4001`],
    relays,
    bootstrap: relays,
  });
  await eventually('the first has a place on the relay', async () =>
    (await a.status()).addresses.some((address) => address.includes('/p2p-circuit')),
  );
  // Of another network, so that no announcement brings them together before the relay does.
  const b = await start('b', { listen: ['/ip4/10.2.0.2/tcp/4001'], relays, networkId: 'other' });
  await eventually('the second has one too', async () =>
    (await b.status()).addresses.some((address) => address.includes('/p2p-circuit')),
  );
  await a.ask({ do: 'dial', address: `${relays[0]}/p2p-circuit/p2p/${b.peerId}`, timeoutMs: 10_000 });
  await eventually('the connection is direct', async () =>
    (await b.status()).peers.some(
      ({ peerId, address }) => peerId === a.peerId && address.startsWith(`/ip4/${HOME_A}/`),
    ),
  );
  await eventually(
    'the first knows that it is reachable',
    async () => (await a.status()).reachability.state === 'outside',
  );
});
