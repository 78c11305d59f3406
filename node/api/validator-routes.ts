import { readValidatorReport } from '../roles/validator-report.ts';
import { readValidatorSetup } from '../roles/validator-setup.ts';
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
      network.startValidator({ acceptEmptyHistory, onlyHere });
      return {};
    }),
    stop: os.validator.stop.handler(() => {
      network.validator.turnOff();
      return {};
    }),
    setup: os.validator.setup.handler(() =>
      readValidatorSetup(network.validator, network.session, context.keystore.signer.address),
    ),
    exportHistory: os.validator.exportHistory.handler(({ input }) =>
      network.validator.exportHistory(input.network),
    ),
    importHistory: os.validator.importHistory.handler(({ input }) => network.validator.importHistory(input)),
    alerts: os.validator.alerts.handler(() => ({
      rules: network.validatorAlerts.rules,
      alerts:
        network.session === undefined
          ? []
          : [...network.validatorAlerts.alerts(network.session.descriptor.id)],
    })),
    setAlertRules: os.validator.setAlertRules.handler(({ input }) => {
      network.validatorAlerts.rules = input;
      context.hub.notify();
      return {};
    }),
  };
}
