import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { writeAtomically } from '../files/write-atomically.ts';

const runStateSchema = z.strictObject({
  /** Hash of the configuration, the tokenizer and the source files; another hash is another run. */
  fingerprint: z.string(),
  stepsDone: z.int().min(0),
  /** Seconds of training so far, over all starts. */
  seconds: z.number().min(0),
  /** Weighted loss on held-out documents in nats per token, by step. */
  heldOut: z.array(z.strictObject({ step: z.int(), loss: z.number() })),
  /** Mean training loss since the measurement before, by step. */
  training: z.array(z.strictObject({ step: z.int(), loss: z.number() })),
});

/** What a run remembers beside the trainer's checkpoint. */
export type RunState = z.infer<typeof runStateSchema>;

/** File of the trainer's checkpoint. */
export const CHECKPOINT_FILE = 'checkpoint.safetensors';
const STATE_FILE = 'run.json';

/**
 * The state of the run in this folder; undefined when there is none.
 * @throws LoamError `PRETRAIN_OTHER_RUN` when the folder holds a run with other settings or corpora
 */
export async function readRunState(folder: string, fingerprint: string): Promise<RunState | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, STATE_FILE), 'utf8');
  } catch {
    return undefined;
  }
  const parsed = runStateSchema.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.fingerprint !== fingerprint) {
    throw new LoamError(
      'PRETRAIN_OTHER_RUN',
      'The folder holds a run with other settings or other corpora.',
      {
        hint: 'Use another folder, or remove this one to begin anew.',
      },
    );
  }
  return parsed.data;
}

/** Writes the state atomically. */
export async function writeRunState(folder: string, state: RunState): Promise<void> {
  await writeAtomically(join(folder, STATE_FILE), `${JSON.stringify(state)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
