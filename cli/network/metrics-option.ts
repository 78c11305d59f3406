import type { NodeConfig } from '../../node/config.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { VerbContext, VerbOption } from '../verb.ts';
import { textOption } from './list-option.ts';

/** `--metrics`, of every verb that runs a node. */
export const METRICS_OPTION: VerbOption = {
  type: 'string',
  help: 'serve numbers for Prometheus at this port, or host:port (default: none; a port alone is on this computer)',
};

/** Where to serve metrics, if anywhere. @throws LoamError `USAGE` */
export function metricsOf(options: VerbContext['options']): Pick<NodeConfig, 'metrics'> {
  const text = textOption(options, 'metrics');
  if (text === undefined) return {};
  const [, host = '127.0.0.1', port] = /^(?:(.{1,64}):)?(\d{1,5})$/.exec(text) ?? [];
  if (port === undefined || Number(port) > 65_535)
    throw new LoamError('USAGE', 'Say a port or host:port: --metrics 9464');
  return { metrics: { host, port: Number(port) } };
}
