import type { NodeConfig } from '../../node/config.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { VerbContext, VerbOption } from '../verb.ts';
import { textOption } from './list-option.ts';

/** `--index`, of verbs whose node joins a network. */
export const INDEX_OPTION: VerbOption = {
  type: 'string',
  help: 'keep an index of the network and serve it to this computer at this port, 0 for any free one (default: none)',
};

/** Where to serve the index, if anywhere. @throws LoamError `USAGE` */
export function indexOf(options: VerbContext['options']): Pick<NodeConfig, 'index'> {
  const text = textOption(options, 'index');
  return text === undefined ? {} : { index: { port: parsePort(text) } };
}

/** A TCP port. @throws LoamError `USAGE` */
export function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new LoamError('USAGE', `'${text}' is no port.`);
}
