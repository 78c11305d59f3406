import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { DEPLOYMENT_ORDER } from '../../../protocol/chain/deployment-order.ts';
import { addressSchema, bytes32Schema } from '../../../protocol/encoding/hex.ts';
import { atomicWrite } from '../../data-folder/atomic-write.ts';

const entrySchema = z.strictObject({
  contract: z.enum(DEPLOYMENT_ORDER),
  nonce: z.number().int().nonnegative(),
  address: addressSchema,
  /** Transaction that creates it; written before it is sent. */
  hash: bytes32Schema,
});

const journalSchema = z.strictObject({
  format: z.literal('loam-deployment/1'),
  chainId: z.number().int().positive(),
  deployer: addressSchema,
  firstNonce: z.number().int().nonnegative(),
  /** Of the plan that it carries out. */
  plan: bytes32Schema,
  contracts: z.array(entrySchema).max(DEPLOYMENT_ORDER.length),
});

/** What a deployment has sent so far. */
export type DeploymentJournal = z.infer<typeof journalSchema>;

/** Reads a journal; one that cannot be read counts as none. */
export function readJournal(file: string): DeploymentJournal | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return journalSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Writes a journal so that a crash leaves the old one or the new one. */
export function writeJournal(file: string, journal: DeploymentJournal): void {
  mkdirSync(dirname(file), { recursive: true });
  atomicWrite(file, `${JSON.stringify(journal, null, 2)}\n`);
}

/** Removes a journal that is done with. */
export function removeJournal(file: string): void {
  rmSync(file, { force: true });
}
