import type { NetworkLimits } from '../../../protocol/api/network-schemas.ts';
import { formatBytes } from '../../parts/format.ts';
import { StepSlider } from '../../parts/step-slider.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';

const GB = 1e9;
const KB = 1e3;
/** Room for what others shared, bytes. */
const ROOMS = [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200].map((gigabytes) => gigabytes * GB);
/** Bytes a second; 0 is no cap. */
const SPEEDS = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000].map((kilobytes) => kilobytes * KB).concat(0);

/** What sharing may take of this computer: room on the disk, speed up and down. In effect at once. */
export function Shares() {
  const words = networkWords.shares;
  const use = useFrom('network', (s) => s.use);
  const setLimits = useFrom('network', (s) => s.setLimits);
  if (use === null) return null;
  const { limits, used, freeBytes } = use;
  const change = (part: Partial<NetworkLimits>) => void setLimits({ ...limits, ...part });
  const speed = (bytes: number) => (bytes === 0 ? words.noCap : words.perSecond(formatBytes(bytes)));
  return (
    <section aria-labelledby="shares-title">
      <h2 id="shares-title">{words.title}</h2>
      <p className="quiet">{words.text}</p>
      <div className="fields">
        <StepSlider
          name="quota"
          label={words.room}
          hint={
            used === null
              ? words.free(formatBytes(freeBytes))
              : words.used(formatBytes(used.bytes), formatBytes(used.pinnedBytes), formatBytes(freeBytes))
          }
          steps={ROOMS}
          value={limits.quotaBytes}
          words={formatBytes}
          onChange={(quotaBytes) => change({ quotaBytes })}
        />
        <StepSlider
          name="upload"
          label={words.upload}
          steps={SPEEDS}
          value={limits.uploadBytesPerSecond}
          words={speed}
          onChange={(uploadBytesPerSecond) => change({ uploadBytesPerSecond })}
        />
        <StepSlider
          name="download"
          label={words.download}
          steps={SPEEDS}
          value={limits.downloadBytesPerSecond}
          words={speed}
          onChange={(downloadBytesPerSecond) => change({ downloadBytesPerSecond })}
        />
      </div>
    </section>
  );
}
