import type { ModelVersion, VersionContribution } from '../../../protocol/api/audit-schemas.ts';
import { formatCount, formatWhen } from '../../parts/format.ts';
import { useWidth } from '../../parts/use-width.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { ancestorsOf } from './ancestors-of.ts';
import { crackPath, grainsOf, layerHeight, layerPath, WAVE_PX } from './strata-shape.ts';

const BASE_PX = 96;
/** Steps of shade; older layers are darker. */
const SHADES = 5;

/**
 * The model's versions as layers of soil, the oldest at the bottom; a click opens a layer. The thicker, the more was
 * merged; each grain is a contribution, the owner's in moss; a crack is a version that later ones do not build on.
 */
export function Strata({ current }: { current: number }) {
  const words = auditWords.strata;
  const versions = useFrom('audit', (s) => s.versions);
  const contributions = useFrom('audit', (s) => s.contributions);
  const model = useFrom('system', (s) => s.status?.model);
  const [ref, width] = useWidth(560);
  const standing = ancestorsOf(versions);
  return (
    <div>
      <h2>{words.title}</h2>
      <p className="quiet">{words.text}</p>
      <div className="strata" ref={ref}>
        {versions.map((version, i) => (
          <Layer
            key={version.version}
            version={version}
            merged={(contributions.get(version.version) ?? []).filter(({ status }) => status === 'accepted')}
            isOpen={version.version === current}
            isCracked={version.finalizedAt !== null && !standing.has(version.version)}
            shade={Math.min(SHADES - 2, i)}
            width={width}
          />
        ))}
        <div className="layer" style={{ height: BASE_PX }}>
          <svg className="layer__shape" width={width} height={BASE_PX + 2 * WAVE_PX} aria-hidden="true">
            <path
              className={`layer__soil layer__soil--${SHADES - 1}`}
              d={layerPath(0, width, BASE_PX + 2 * WAVE_PX)}
            />
          </svg>
          <span className="layer__name">{words.base}</span>
          {model !== undefined && model.parameters > 0 && (
            <span className="layer__note">
              {model.name}, {words.baseText(formatCount(model.parameters))}
            </span>
          )}
        </div>
      </div>
    </div>
  );
}

interface LayerProps {
  version: ModelVersion;
  merged: readonly VersionContribution[];
  isOpen: boolean;
  isCracked: boolean;
  shade: number;
  width: number;
}

function Layer({ version: v, merged, isOpen, isCracked, shade, width }: LayerProps) {
  const words = auditWords.strata;
  const select = useFrom('audit', (s) => s.select);
  const height = layerHeight(merged.length);
  const full = height + 2 * WAVE_PX;
  const mine = merged.filter((contribution) => contribution.mine).length;
  const when = v.finalizedAt === null ? null : formatWhen(v.finalizedAt * 1000, Date.now());
  return (
    <button
      type="button"
      className="layer"
      style={{ height }}
      aria-pressed={isOpen}
      data-testid="audit-version"
      onClick={() => select(v.version)}
    >
      <svg className="layer__shape" width={width} height={full} aria-hidden="true">
        <path className={`layer__soil layer__soil--${shade}`} d={layerPath(v.version, width, full)} />
        {grainsOf(v.version, merged.length, width, full).map(({ x, y, r }, i) => (
          <ellipse
            key={merged[i]?.cid ?? i}
            className={merged[i]?.mine === true ? 'layer__grain layer__grain--mine' : 'layer__grain'}
            cx={x}
            cy={y}
            rx={r}
            ry={r * 0.7}
          />
        ))}
        {isCracked && <path className="layer__crack" d={crackPath(v.version, width, full)} />}
      </svg>
      <span className="layer__name">{words.version(v.version)}</span>
      <span className="layer__note">
        {merged.length > 0 && <>{words.merged(merged.length)} · </>}
        {words.epoch(v.epoch, when)}
        {mine > 0 && <span className="sr-only">, {words.mine(mine)}</span>}
        {isCracked && <span className="layer__given-up">{words.cracked}</span>}
      </span>
    </button>
  );
}
