import type { DesktopState } from '../../../protocol/desktop/desktop-contract.ts';
import { NOTICE_KINDS } from '../../../protocol/desktop/notice.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { desktopWords } from '../../words/desktop-words.ts';

/** Starting with the computer, tray, notifications, updates, and what protects what is stored. */
export function DesktopSection() {
  const { available, state, error, dismissError } = useFrom('desktop', (s) => s);
  const keys = useFrom('system', (s) => s.status?.keys);
  return (
    <div className="fields">
      {error !== null && <ErrorNotice error={error} onDismiss={dismissError} />}
      {!available && <p>{desktopWords.onlyDesktop}</p>}
      {state !== null && <Switches state={state} />}
      {state !== null && <Update state={state} />}
      {keys !== undefined && (
        <div className="field">
          <p className="field__label">{desktopWords.protection}</p>
          <p className="field__hint" data-testid="keys-protection">
            {keys.sentence}
          </p>
        </div>
      )}
    </div>
  );
}

function Switches({ state: { settings } }: { state: DesktopState }) {
  const change = useFrom('desktop', (s) => s.change);
  return (
    <>
      <SwitchField
        name="launch-at-login"
        label={desktopWords.launchAtLogin}
        hint={desktopWords.launchAtLoginHint}
        on={settings.launchAtLogin}
        onChange={(launchAtLogin) => void change({ launchAtLogin })}
      />
      <SwitchField
        name="stay-in-tray"
        label={desktopWords.stayInTray}
        hint={desktopWords.stayInTrayHint}
        on={settings.stayInTray}
        onChange={(stayInTray) => void change({ stayInTray })}
      />
      <p className="field__label">{desktopWords.notices}</p>
      {NOTICE_KINDS.map((kind) => (
        <SwitchField
          key={kind}
          name={`notice-${kind}`}
          label={desktopWords.kinds[kind]}
          on={!settings.quiet.includes(kind)}
          onChange={(on) => {
            const others = settings.quiet.filter((quiet) => quiet !== kind);
            void change({ quiet: on ? others : [...others, kind] });
          }}
        />
      ))}
    </>
  );
}

function Update({ state: { version, update } }: { state: DesktopState }) {
  const { checkUpdate, downloadUpdate, installUpdate, showDataFolder } = useFrom('desktop', (s) => s);
  const canCheck = update.state === 'refused' || (update.state === 'none' && update.canCheck);
  return (
    <div className="field">
      <p className="field__label">{desktopWords.version(version)}</p>
      <p className="field__hint" role="status" data-testid="update-state">
        {update.sentence}
      </p>
      <div className="row">
        {canCheck && (
          <button type="button" className="button" onClick={() => void checkUpdate()}>
            {desktopWords.check}
          </button>
        )}
        {update.state === 'available' && (
          <button type="button" className="button button--primary" onClick={() => void downloadUpdate()}>
            {desktopWords.download}
          </button>
        )}
        {update.state === 'ready' && (
          <button type="button" className="button button--primary" onClick={() => void installUpdate()}>
            {desktopWords.install}
          </button>
        )}
        <button type="button" className="button" onClick={() => void showDataFolder()}>
          {desktopWords.dataFolder}
        </button>
      </div>
    </div>
  );
}
