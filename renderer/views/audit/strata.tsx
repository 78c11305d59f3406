import type { Contribution } from '../../../protocol/api/learn-schemas.ts';
import { formatCount, formatWhen } from '../../parts/format.ts';
import { useWidth } from '../../parts/use-width.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { grainsOf, layerPath, WAVE_PX } from './strata-shape.ts';

const words = auditWords.strata;
const LAYER_PX = 72;
const BASE_PX = 96;
/** Steps of shade; older layers are darker. */
const SHADES = 5;

/** The model's versions as layers of soil, the oldest at the bottom; a click opens a layer. */
export function Strata({ current }: { current: number }) {
  const versions = useFrom('audit', (s) => s.versions);
  const select = useFrom('audit', (s) => s.select);
  const contributions = useFrom('share', (s) => s.contributions);
  const model = useFrom('system', (s) => s.status?.model);
  const [ref, width] = useWidth(560);
  const now = Date.now();
  return (
    <div>
      <h2>{words.title}</h2>
      <p className="quiet">{words.text}</p>
      <div className="strata" ref={ref}>
        {versions.map((v, i) => {
          const mine = mergedInto(contributions, v.version);
          const when = v.finalizedAt === null ? null : formatWhen(v.finalizedAt * 1000, now);
          return (
            <button
              key={v.version}
              type="button"
              className="layer"
              aria-pressed={v.version === current}
              data-testid="audit-version"
              onClick={() => select(v.version)}
            >
              <LayerShape
                index={v.version}
                width={width}
                height={LAYER_PX}
                shade={shadeOf(i)}
                grains={mine}
              />
              <span className="layer__name">{words.version(v.version)}</span>
              <span className="layer__note">
                {words.epoch(v.epoch, when)}
                {mine > 0 && <span className="sr-only">, {words.mine(mine)}</span>}
              </span>
            </button>
          );
        })}
        <div className="layer layer--base">
          <LayerShape index={0} width={width} height={BASE_PX} shade={SHADES - 1} grains={0} />
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

interface LayerShapeProps {
  index: number;
  width: number;
  height: number;
  shade: number;
  grains: number;
}

function LayerShape({ index, width, height, shade, grains }: LayerShapeProps) {
  const full = height + 2 * WAVE_PX;
  return (
    <svg className="layer__shape" width={width} height={full} aria-hidden="true">
      <path className={`layer__soil layer__soil--${shade}`} d={layerPath(index, width, full)} />
      {grainsOf(index, grains, width, full).map(({ x, y, r }) => (
        <ellipse key={`${x} ${y}`} className="layer__grain" cx={x} cy={y} rx={r} ry={r * 0.7} />
      ))}
    </svg>
  );
}

function shadeOf(fromTop: number): number {
  return Math.min(SHADES - 2, fromTop);
}

function mergedInto(contributions: readonly Contribution[], version: number): number {
  return contributions.filter((c) => c.modelVersion === version).length;
}
