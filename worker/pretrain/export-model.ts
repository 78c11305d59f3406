import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../files/write-atomically.ts';
import { type LlamaConfig, toHuggingFaceConfig } from '../llama/config.ts';
import { parameterCount } from '../llama/weight-shapes.ts';
import { type LlamaWeights, writeLlamaWeights } from '../llama/weights.ts';
import { Tokenizer, type TokenizerFiles } from '../tokenizer/tokenizer.ts';
import type { Corpus } from './corpus.ts';
import { licencesMarkdown } from './licences-markdown.ts';
import type { PretrainConfig } from './pretrain-config.ts';
import type { RunState } from './run-state.ts';

/** What people see the bundled model called. */
const MODEL_NAME = 'Seedling';

/** What a finished run hands over. */
export interface PretrainedModel {
  readonly config: LlamaConfig;
  readonly weights: LlamaWeights;
  readonly tokenizerFiles: TokenizerFiles;
  readonly settings: PretrainConfig;
  readonly state: RunState;
  readonly corpora: readonly Corpus[];
}

/** Writes a model folder in Hugging Face layout, with `pretraining.json` (how the model was made) and `LICENSES.md` (from what). */
export async function exportModel(folder: string, model: PretrainedModel): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tokenizer = new Tokenizer(model.tokenizerFiles);
  const json = (name: string, value: unknown): Promise<void> =>
    writeAtomically(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  await writeAtomically(
    join(folder, 'model.safetensors'),
    writeLlamaWeights(model.config, model.weights, 'F16'),
  );
  await writeAtomically(join(folder, 'tokenizer.json'), model.tokenizerFiles.tokenizer);
  await writeAtomically(join(folder, 'tokenizer_config.json'), model.tokenizerFiles.config);
  await json('config.json', {
    _name_or_path: MODEL_NAME,
    ...toHuggingFaceConfig(model.config),
    bos_token_id: tokenizer.bosId,
    eos_token_id: tokenizer.eosId,
    torch_dtype: 'float16',
  });
  await json('generation_config.json', {
    bos_token_id: tokenizer.bosId,
    eos_token_id: [tokenizer.eosId, tokenizer.bosId],
    do_sample: true,
    temperature: 0.5,
    top_p: 0.9,
  });
  await json('pretraining.json', pretrainingRecord(model));
  await writeAtomically(join(folder, 'LICENSES.md'), licencesMarkdown(model.corpora));
}

function pretrainingRecord({ config, settings, state, corpora }: PretrainedModel): Record<string, unknown> {
  return {
    parameters: parameterCount(config),
    settings,
    steps: state.stepsDone,
    tokensSeen: state.stepsDone * settings.batchTokens,
    seconds: Math.round(state.seconds),
    lossUnit: 'nats per token; questions count a quarter',
    heldOutLoss: state.heldOut,
    trainingLoss: state.training,
    sources: corpora.map(({ name, licence, attribution, weight, files, documents }) => ({
      name,
      licence,
      attribution,
      weight,
      documents: documents.length,
      files,
    })),
  };
}
