import { z } from 'zod';
import {
  type ValidatorAlert,
  type ValidatorAlertRules,
  validatorAlertRulesSchema,
  validatorAlertSchema,
} from '../../protocol/api/validator-schemas.ts';
import { decimalSchema } from '../../protocol/encoding/hex.ts';
import { getState, setState } from '../database/network-state.ts';
import type { Database } from '../database/open-database.ts';
import {
  type AlertFacts,
  type AlertMemory,
  DEFAULT_ALERT_RULES,
  NO_ALERTS,
  nextAlerts,
} from './validator-alerts.ts';

/** Alerts that are kept; older ones go. */
const ALERTS_KEPT = 100;
/** The rules belong to no network. */
const PLACE = 'this computer';

const memorySchema = z.strictObject({
  nextId: z.number().int().positive(),
  missing: z.boolean(),
  stopped: z.boolean(),
  fined: decimalSchema.nullable(),
  sentAt: z.array(z.number()).max(60),
  heldBack: z.number().int().min(0),
});
const keptSchema = z.strictObject({
  memory: memorySchema,
  alerts: z.array(validatorAlertSchema).max(ALERTS_KEPT),
});

/** What a validator's owner was told, kept over restarts, network by network; and which alerts are wanted. */
export class ValidatorAlertBook {
  readonly #db: Database;
  readonly #now: () => number;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  get rules(): ValidatorAlertRules {
    const text = getState(this.#db, PLACE, 'validator alert rules');
    const parsed = text === null ? null : validatorAlertRulesSchema.safeParse(parse(text));
    return parsed?.success === true ? parsed.data : DEFAULT_ALERT_RULES;
  }

  set rules(rules: ValidatorAlertRules) {
    setState(this.#db, PLACE, 'validator alert rules', JSON.stringify(rules));
  }

  /** Newest first. */
  alerts(network: string): readonly ValidatorAlert[] {
    return this.#read(network).alerts;
  }

  /** Looks at how the validator does. @returns what is new */
  look(network: string, facts: AlertFacts): readonly ValidatorAlert[] {
    const kept = this.#read(network);
    const { memory, alerts } = nextAlerts(kept.memory, facts, this.rules, this.#now());
    const all = [...alerts.toReversed(), ...kept.alerts].slice(0, ALERTS_KEPT);
    const stored = { memory: { ...memory, fined: memory.fined?.toString() ?? null }, alerts: all };
    setState(this.#db, network, 'validator alerts', JSON.stringify(stored));
    return alerts;
  }

  #read(network: string): { memory: AlertMemory; alerts: ValidatorAlert[] } {
    const text = getState(this.#db, network, 'validator alerts');
    const parsed = text === null ? null : keptSchema.safeParse(parse(text));
    if (parsed?.success !== true) return { memory: NO_ALERTS, alerts: [] };
    const { memory, alerts } = parsed.data;
    return { memory: { ...memory, fined: memory.fined === null ? null : BigInt(memory.fined) }, alerts };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
