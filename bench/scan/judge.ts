import type { WorkerClient } from '../../node/process/connect.ts';
import { behaviourSuspicions } from '../../node/verification/behaviour-suspicions.ts';
import { behaviourItems } from '../../node/verification/evaluate-submission.ts';
import { suspicions } from '../../node/verification/suspicions.ts';
import type { Example } from '../../protocol/api/worker-contract.ts';
import { LOCAL_NETWORK_PARAMETERS } from '../../protocol/chain/local-parameters.ts';
import { utilityPpm } from '../../protocol/scoring/utility.ts';
import {
  type BehaviourFacts,
  behaviourFacts,
  behaviourRefusal,
} from '../../protocol/verification/behaviour-rules.ts';
import { scanRefusal } from '../../protocol/verification/scan-rules.ts';
import type { Lanes } from './lanes.ts';

const { minUtilityPpm } = LOCAL_NETWORK_PARAMETERS.committees;

/** An update with the stack that it was made for. */
export interface Update {
  readonly dir: string;
  readonly parent: readonly { dir: string }[];
}

/** The numbers of an update that no draw changes. */
export type Signature = Awaited<ReturnType<WorkerClient['scan']>>;

/** What the network says of one update, draw by draw. */
export interface Judged {
  readonly update: Update;
  readonly signature: Signature;
  /** Null where the scan refuses it, so that nothing is measured. */
  readonly behaviour: BehaviourFacts | null;
  /** By draw: why it is not accepted; undefined when it is. */
  readonly refusals: readonly (string | undefined)[];
  /** Whether a validator's report names it. */
  readonly suspicious: boolean;
}

/**
 * The network's verdicts: neither too strong nor noise, talk unbroken, and useful on the drawn questions.
 *
 * @param draws questions of each draw
 */
export async function judge(
  lanes: Lanes,
  updates: readonly Update[],
  draws: readonly (readonly Example[])[],
): Promise<Judged[]> {
  const signatures = await lanes.map(updates, (client, { dir }) => client.scan({ dir, earlier: [] }));
  const measured = updates.map((update, i) => ({
    update,
    i,
    refusal: scanRefusal(signatures[i] as Signature),
  }));
  const fit = measured.filter(({ refusal }) => refusal === undefined);
  const behaviours = new Map<number, BehaviourFacts>();
  const useful = new Map<number, boolean[]>(fit.map(({ i }) => [i, []]));
  // Draw by draw and parent by parent: a worker remembers the base's losses of its last questions.
  for (const parent of new Set(fit.map(({ update }) => update.parent))) {
    const mine = fit.filter(({ update }) => update.parent === parent);
    for (const [draw, drawn] of draws.entries()) {
      // The probes are the same in every draw.
      const items = draw === 0 ? [...drawn, ...behaviourItems()] : [...drawn];
      await lanes.map(mine, async (client, { update, i }) => {
        const { base, patched } = await losses(client, update, items);
        if (draw === 0)
          behaviours.set(i, behaviourFacts(base.splice(drawn.length), patched.splice(drawn.length)));
        (useful.get(i) as boolean[])[draw] = utilityPpm(base, patched) >= minUtilityPpm;
      });
    }
  }
  return measured.map(({ update, i, refusal }) => {
    const signature = signatures[i] as Signature;
    const behaviour = behaviours.get(i) ?? null;
    const broken = behaviour === null ? undefined : behaviourRefusal(behaviour);
    return {
      update,
      signature,
      behaviour,
      refusals: draws.map(
        (_, draw) => refusal ?? broken ?? (useful.get(i)?.[draw] === true ? undefined : 'USELESS'),
      ),
      suspicious:
        suspicions(signature).length + (behaviour === null ? 0 : behaviourSuspicions(behaviour).length) > 0,
    };
  });
}

async function losses(
  client: WorkerClient,
  { dir, parent }: Update,
  items: readonly Example[],
): Promise<{ base: number[]; patched: number[] }> {
  const stream = await client.evaluate({ adapters: [...parent], candidate: dir, items: [...items] });
  for await (const event of stream) if (event.type === 'done') return event;
  throw new Error('The evaluation ended without a result.');
}
