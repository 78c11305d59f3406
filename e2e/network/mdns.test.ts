import { expect } from 'vitest';
import { connection, eventually, networkTest } from './network-test.ts';

networkTest(
  'nodes of one network find each other on the LAN, those of another are left alone',
  async ({ world, start }) => {
    world.addSwitch('lan');
    for (const [i, name] of ['a', 'b', 'other', 'quiet'].entries()) {
      // Greetings go to a multicast group, so there must be a way for it; nothing else of the outside is reachable.
      world.addHost(name, 'lan', `10.6.0.${i + 2}/24`, '10.6.0.1');
    }
    const [a, b, other, quiet] = await Promise.all([
      start('a', { listen: ['/ip4/10.6.0.2/tcp/0'], mdns: true }),
      start('b', { listen: ['/ip4/10.6.0.3/tcp/0'], mdns: true }),
      start('other', { listen: ['/ip4/10.6.0.4/tcp/0'], mdns: true, networkId: 'another' }),
      start('quiet', { listen: ['/ip4/10.6.0.5/tcp/0'] }),
    ]);
    await eventually('they find each other', async () => (await connection(a, b)) !== undefined);
    for (const peer of [other, quiet]) expect((await peer.status()).reachability.state).toBe('nobody');
    expect((await a.status()).reachability).toMatchObject({ state: 'local', mend: null });
  },
);
