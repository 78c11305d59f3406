import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Hex } from 'viem';
import { createChainClient } from '../../node/chain/chain-client.ts';
import { type TestNetwork, testNetwork } from '../../node/chain/fixtures/test-network.ts';
import { fundLocalAccount } from '../../node/chain/local-faucet.ts';
import type { ParameterChanges } from '../../protocol/chain/network-parameters.ts';
import { HASHED_FILES, modelHash } from '../../worker/service/loaded-model.ts';
import { callNode } from './call-node.ts';

const BASE = join(import.meta.dirname, '..', '..', 'assets', 'base');

/** Starts a chain with the network's contracts about the model that the app has loaded; nobody takes part in it yet. */
export function appNetwork(parameters: ParameterChanges = {}): Promise<TestNetwork> {
  const files = new Map(HASHED_FILES.map((name) => [name, new Uint8Array(readFileSync(join(BASE, name)))]));
  return testNetwork(parameters, modelHash(files));
}

/** Has the open app join a network, and waits until it has. @param roles none: it only looks and votes */
export async function joinNetwork(
  page: Page,
  { descriptor }: TestNetwork,
  roles: readonly ('learner' | 'validator')[],
): Promise<void> {
  // The first answer of the stream is that joining has begun; leaving the stream does not end it.
  await callNode(page, 'network/join', { descriptor, roles });
  const state = async () =>
    ((await callNode(page, 'system/status')) as { network: { state: string } }).network.state;
  await expect.poll(state, { timeout: 60_000 }).toBe('on');
}

/** Gives an account something to pay with, and tokens. @param loam wei */
export async function fund({ descriptor }: TestNetwork, address: Hex, loam: bigint): Promise<void> {
  const chain = await createChainClient({ descriptor });
  await fundLocalAccount(chain, { address, loam });
  chain.close();
}
