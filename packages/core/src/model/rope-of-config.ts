import { reason } from '../errors.js';
import { type ModelRope, type ModelRopeType, modelRopeTypes } from '../math/index.js';
import { type ModelConfig, MOST_TOKENS } from './config.js';

/** Names that types had in older configurations. */
const renamed: Readonly<Record<string, ModelRopeType>> = { su: 'longrope', mrope: 'default' };

export interface RopeOptions {
  readonly headWidth: number;
  /** Base where the configuration names none. */
  readonly base?: number;
  /** Share of a head that turns where the configuration names none. */
  readonly share?: number;
  /** Kind of layer, where each kind has parameters of its own (`rope_parameters.full_attention`). */
  readonly layerType?: string;
}

/**
 * The rotary encoding of a configuration: `rope_parameters` (transformers 5), or `rope_theta` and `rope_scaling` (to version 4), whose
 * type is `rope_type` or, older, `type`. Throws `bad-option`, `damaged`.
 */
export function ropeOfConfig(config: ModelConfig, options: RopeOptions): ModelRope {
  const { headWidth, base: usual = 10_000, layerType } = options;
  const all = config.part('rope_parameters') ?? config.part('rope_scaling');
  const fields = (layerType && all?.raw(layerType) ? all.part(layerType) : all) ?? null;
  const base =
    fields?.optionalPositive('rope_theta') ?? config.optionalPositive('rope_theta', 'rotary_emb_base') ?? usual;
  const share =
    fields?.optionalPositive('partial_rotary_factor') ??
    config.optionalPositive('partial_rotary_factor', 'rotary_pct') ??
    options.share ??
    1;
  if (share > 1) throw config.fault('partial_rotary_factor', reason`it must be at most 1`);
  const head = { base, headWidth, share };
  const named = fields?.text('rope_type') ?? fields?.text('type') ?? 'default';
  const type = Object.hasOwn(renamed, named) ? renamed[named] : named;
  if (!fields || type === 'default') return { ...head, type: 'default' };
  const most = () => config.count(['max_position_embeddings', 'n_positions'], { most: MOST_TOKENS });
  const original = (): number => {
    const name = 'original_max_position_embeddings';
    return (
      fields.optionalCount(name, { most: MOST_TOKENS }) ?? config.optionalCount(name, { most: MOST_TOKENS }) ?? most()
    );
  };
  const optional = (name: string) => fields.optionalPositive(name) ?? undefined;
  switch (type) {
    case 'linear':
      return { ...head, type, factor: fields.positive('factor') };
    case 'proportional':
      return { ...head, type, factor: optional('factor') };
    case 'dynamic':
      return { ...head, type, factor: fields.positive('factor'), maxLength: most() };
    case 'yarn':
      return {
        ...head,
        type,
        factor: optional('factor') ?? most() / original(),
        originalLength: original(),
        betaFast: optional('beta_fast'),
        betaSlow: optional('beta_slow'),
        truncate: fields.flag('truncate', true),
        attentionFactor: optional('attention_factor'),
        mscale: optional('mscale'),
        mscaleAllDim: optional('mscale_all_dim'),
      };
    case 'longrope': {
      const pairs = Math.floor(headWidth * share) / 2;
      return {
        ...head,
        type,
        shortFactor: fields.numbers('short_factor', pairs),
        longFactor: fields.numbers('long_factor', pairs),
        originalLength: original(),
        factor: optional('factor') ?? most() / original(),
        attentionFactor: optional('attention_factor'),
      };
    }
    case 'llama3':
      return {
        ...head,
        type,
        factor: fields.positive('factor'),
        lowFreqFactor: fields.positive('low_freq_factor'),
        highFreqFactor: fields.positive('high_freq_factor'),
        originalLength: original(),
      };
  }
  throw fields.fault('rope_type', reason`it must be one of ${[...modelRopeTypes]}`);
}
