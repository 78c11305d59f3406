import type { Message } from '../../../protocol/api/chat-schemas.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

/** The layers that an answer came from, and its figures. */
export function WhoAnsweredPanel({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const message = useFrom('chat', (s) => s.messages.find(({ id }) => id === messageId));
  const { who } = chatWords;
  return (
    <SidePanel title={who.title} onClose={onClose}>
      {message !== undefined && (
        <div data-testid="who-answered">
          {message.edited ? <p>{who.byYou}</p> : <Layers message={message} />}
          <h3 className="panel__section">{who.thisAnswer}</h3>
          <Facts message={message} />
        </div>
      )}
    </SidePanel>
  );
}

function Layers({ message: { adapters, model } }: { message: Message }) {
  const parameters = useFrom('system', (s) =>
    s.status?.model.name === model ? s.status.model.parameters : null,
  );
  const { who } = chatWords;
  return (
    <>
      <ol className="layers">
        {adapters.toReversed().map((adapter, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the layers of an answer do not move.
            key={i}
            className={adapter.kind === 'personal' ? 'layers__one layers__one--own' : 'layers__one'}
          >
            <span>{chatWords.adapterName(adapter)}</span>
            <span className="layers__note">
              {adapter.version === null ? who.here : who.version(adapter.version)}
            </span>
          </li>
        ))}
        <li className="layers__one layers__one--base">
          <span>{who.base(model)}</span>
          <span className="layers__note">{parameters === null ? who.baseNote : inMillions(parameters)}</span>
        </li>
      </ol>
      <p className="quiet layers__order">{who.order}</p>
    </>
  );
}

function Facts({ message: { stats } }: { message: Message }) {
  const device = useFrom('system', (s) => s.status?.device);
  const { who, context } = chatWords;
  const { facts } = who;
  const rows: [string, string][] = [];
  if (stats !== null)
    rows.push(
      [facts.tokens, String(stats.tokens)],
      [facts.speed, who.perSecond(stats.tokensPerSecond)],
      [facts.first, who.seconds(stats.firstTokenMs)],
      [facts.context, context.meter(stats.contextUsed, stats.contextTokens)],
    );
  if (device !== undefined) rows.push([facts.device, who.device(device.provider, device.threads)]);
  rows.push([facts.left, who.nothing]);
  return (
    <>
      {stats === null && <p className="quiet">{who.none}</p>}
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function inMillions(parameters: number): string {
  return `${(parameters / 1e6).toFixed(1)}M`;
}
