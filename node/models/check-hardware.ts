import type { Hardware } from '../../protocol/api/device-schemas.ts';
import type { NodeContext } from '../node-context.ts';
import { CATALOGUE } from './catalogue.ts';
import { measureSpeed } from './measure-speed.ts';
import { fitOf } from './model-fit.ts';
import { readDisk, readMemory, readPower, readProcessor, readRuntime } from './read-hardware.ts';
import type { ThisComputer } from './this-computer.ts';

type Part = Hardware['failed'][number];

const NOTHING: Hardware = {
  memory: null,
  processor: null,
  disk: null,
  runtime: null,
  power: null,
  speed: null,
  fits: [],
  failed: [],
  done: false,
};

/**
 * Looks at this computer part by part; each result comes as soon as it is there. The speed is measured last, with the
 * model that is loaded, and remembered.
 */
export async function* checkHardware(
  context: Pick<NodeContext, 'folder' | 'worker' | 'model'>,
  computer: ThisComputer,
  signal?: AbortSignal,
): AsyncGenerator<Hardware, void, void> {
  let known: Hardware = NOTHING;
  const look = async <K extends Part>(part: K, read: () => Hardware[K] | Promise<Hardware[K]>) => {
    try {
      known = { ...known, [part]: await read() };
    } catch {
      known = { ...known, failed: [...known.failed, part] };
    }
    signal?.throwIfAborted();
    return { ...known, fits: fits(known, computer) };
  };
  yield await look('memory', readMemory);
  yield await look('processor', readProcessor);
  yield await look('disk', () => readDisk(context.folder.dir));
  yield await look('power', readPower);
  yield await look('runtime', () => readRuntime(context.worker));
  yield await look('speed', async () => {
    const { parameters } = await context.model();
    const tokensPerSecond = await measureSpeed(context.worker, () => performance.now(), signal);
    if (tokensPerSecond === null) throw new Error('The model said too little.');
    computer.change({ speed: { tokensPerSecond, parameters } });
    return { tokensPerSecond };
  });
  yield { ...known, fits: fits(known, computer), done: true };
}

function fits({ memory }: Hardware, computer: ThisComputer): Hardware['fits'] {
  if (memory === null) return [];
  return CATALOGUE.map(({ id, name, parameters }) => ({
    id,
    name,
    fit: fitOf(parameters, memory, computer.settings.speed),
  }));
}
