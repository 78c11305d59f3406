import { ArrowUp, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { ChainServer } from '../../../../protocol/api/transaction-schemas.ts';
import { useFrom } from '../../../stores/use-stores.tsx';
import { walletWords } from '../../../words/wallet-words.ts';

/** The chain's servers with how they do: the order can be changed, one's own added after a check. */
export function ServerList() {
  const { servers, busy, setServers } = useFrom('wallet', (s) => s);
  const id = useId();
  const [url, setUrl] = useState('');
  const [isBad, setIsBad] = useState(false);
  const words = walletWords.servers;
  const urls = servers.map((server) => server.url);
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wanted = url.trim();
    const isUrl = /^(https?|wss?):\/\/\S+$/.test(wanted) && URL.canParse(wanted);
    setIsBad(!isUrl);
    if (isUrl && (await setServers([...urls, wanted]))) setUrl('');
  };
  return (
    <section className="wallet__block" data-testid="servers">
      <h3>{words.title}</h3>
      <p className="quiet">{servers.length === 0 ? words.off : words.text}</p>
      {servers.length > 0 && (
        <>
          <ol className="plain-list">
            {servers.map((server, i) => (
              <li key={server.url} data-testid="server">
                <span
                  className={server.problem === null ? 'dot dot--on' : 'dot dot--failed'}
                  aria-hidden="true"
                />
                <span className="plain-list__main">
                  <span className="mono plain-list__cut">{server.host}</span>
                  <span className="quiet wallet__small">{stateOf(server)}</span>
                </span>
                {i > 0 && (
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={`${words.up}: ${server.host}`}
                    title={words.up}
                    data-testid="server-up"
                    disabled={busy}
                    onClick={() =>
                      void setServers([server.url, ...urls.filter((other) => other !== server.url)])
                    }
                  >
                    <ArrowUp size={16} aria-hidden="true" />
                  </button>
                )}
                {servers.length > 1 && (
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={`${words.remove}: ${server.host}`}
                    title={words.remove}
                    data-testid="server-remove"
                    disabled={busy}
                    onClick={() => void setServers(urls.filter((other) => other !== server.url))}
                  >
                    <X size={16} aria-hidden="true" />
                  </button>
                )}
              </li>
            ))}
          </ol>
          <form className="wallet__form" onSubmit={(event) => void add(event)}>
            <div className="field">
              <label className="field__label" htmlFor={id}>
                {words.add}
              </label>
              <input
                id={id}
                type="text"
                inputMode="url"
                autoComplete="off"
                data-testid="server-url"
                aria-invalid={isBad}
                value={url}
                onChange={(event) => setUrl(event.currentTarget.value.slice(0, 2_000))}
              />
              <p className="field__hint" role="status">
                {busy ? words.checking : isBad ? words.bad : ''}
              </p>
            </div>
            <button type="submit" className="button" data-testid="server-add" disabled={busy || url === ''}>
              {words.addButton}
            </button>
          </form>
        </>
      )}
    </section>
  );
}

function stateOf({ isUsed, problem, latencyMs }: ChainServer): string {
  const words = walletWords.servers;
  const speed = latencyMs === null ? words.unmeasured : words.latency(latencyMs);
  if (problem !== null) return words.problem(problem);
  return `${isUsed ? words.used : words.ready}, ${speed}`;
}
