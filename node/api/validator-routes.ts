import { readValidatorReport } from '../roles/validator-report.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { requireSession } from './require-session.ts';

/** The procedures under `validator`: one procedure, one call into one service. */
export function validatorRoutes(os: NodeImplementer, { context, network }: NodeParts) {
  const session = () => requireSession(network);
  return {
    status: os.validator.status.handler(() => network.validator.status),
    report: os.validator.report.handler(() =>
      readValidatorReport(session().chain, session().address, context.db),
    ),
    start: os.validator.start.handler(({ input: { acceptEmptyHistory = false, onlyHere = false } }) => {
      network.validator.turnOn({ acceptEmptyHistory, onlyHere });
      return {};
    }),
    stop: os.validator.stop.handler(() => {
      network.validator.turnOff();
      return {};
    }),
  };
}
