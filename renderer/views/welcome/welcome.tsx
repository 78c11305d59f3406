import { useEffect } from 'react';
import type { Hardware } from '../../../protocol/api/device-schemas.ts';
import { formatBytes } from '../../parts/format.ts';
import { HardwareList } from '../../parts/hardware-list.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { locale } from '../../words/language.ts';
import { welcomeWords } from '../../words/welcome-words.ts';
import { AskedFirst } from '../chat/asked-first.tsx';

/** Whether the first page is shown: nobody has chatted here yet, and nobody has put it away. */
export function useWelcome(): boolean {
  const isNew = useFrom('chat', (s) => s.chats.length === 0 && s.openId === null);
  const welcomed = useFrom('ui', (s) => s.preferences.welcomed);
  return isNew && !welcomed;
}

/**
 * The first page, above the composer: what Loam is, what this computer can do, and what joining a network would cost.
 * The first question is one press away from it.
 */
export function Welcome() {
  const prefer = useFrom('ui', (s) => s.prefer);
  return (
    <ScrollRegion className="welcome" label={welcomeWords.title}>
      <div className="welcome__page" data-testid="welcome">
        <h2 className="welcome__title">{welcomeWords.title}</h2>
        <ol className="welcome__what">
          {welcomeWords.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
        <p className="quiet">{welcomeWords.begin}</p>
        <AskedFirst className="welcome__questions" />
        <div className="welcome__columns">
          <ThisComputer />
          <Joining />
        </div>
        <button
          type="button"
          className="link-button welcome__skip"
          data-testid="welcome-skip"
          onClick={() => prefer({ welcomed: true })}
        >
          {welcomeWords.skip}
        </button>
      </div>
    </ScrollRegion>
  );
}

function ThisComputer() {
  const { hardware, checking, check } = useFrom('models', (s) => s);
  const connected = useFrom('system', (s) => s.connection === 'open');
  const go = useFrom('ui', (s) => s.go);
  useEffect(() => {
    if (connected && hardware === null && !checking) void check();
  }, [connected, hardware, checking, check]);
  const words = welcomeWords.computer;
  return (
    <section className="welcome__card" aria-labelledby="welcome-computer">
      <h3 id="welcome-computer">{words.title}</h3>
      <HardwareList hardware={hardware} />
      <p className="welcome__verdict" role="status">
        {hardware?.done === true ? verdict(hardware) : words.checking}
      </p>
      <button type="button" className="link-button" onClick={() => go('settings', 'models')}>
        {words.models}
      </button>
    </section>
  );
}

function verdict({ fits }: Hardware): string {
  const words = welcomeWords.computer;
  const [bundled, ...others] = fits;
  if (bundled === undefined) return '';
  const also = others.filter(({ fit }) => fit.verdict === 'fits').map(({ name }) => name);
  const first = words.verdict[bundled.fit.verdict](bundled.name);
  return also.length === 0 ? first : `${first} ${words.alsoFits(also.join(', '))}`;
}

function Joining() {
  const costs = useFrom('network', (s) => s.costs);
  const refresh = useFrom('network', (s) => s.refresh);
  const connected = useFrom('system', (s) => s.connection === 'open');
  const go = useFrom('ui', (s) => s.go);
  useEffect(() => {
    if (connected) void refresh();
  }, [connected, refresh]);
  const words = welcomeWords.joining;
  return (
    <section className="welcome__card" aria-labelledby="welcome-joining">
      <h3 id="welcome-joining">{words.title}</h3>
      <p className="quiet">{words.text}</p>
      {costs !== null && (
        <dl className="hardware" data-testid="welcome-costs">
          <Cost name={words.memory} value={words.memoryFacts(formatBytes(costs.memoryBytes))} />
          <Cost name={words.disk} value={formatBytes(costs.diskBytes)} />
          <Cost name={words.bandwidth} value={words.bandwidthFacts(formatBytes(costs.idleBytesPerHour))} />
          <Cost name={words.power} value={words.powerFacts(costs.idleCorePercent.toLocaleString(locale()))} />
        </dl>
      )}
      <h4 className="welcome__leaves">{words.leavesTitle}</h4>
      <p>{words.leaves}</p>
      <button type="button" className="button" data-testid="welcome-networks" onClick={() => go('network')}>
        {words.look}
      </button>
    </section>
  );
}

function Cost({ name, value }: { name: string; value: string }) {
  return (
    <div className="hardware__row">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
