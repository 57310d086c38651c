import { type ModelRope, type ModelRopeType, modelRopeTypes, type RotaryLayout } from '@attn-elements/core/math';
import { settingFault } from './faults.js';

/** Rotary encoding by a model's configuration. */
export interface RopeSetting {
  readonly rope: ModelRope;
  /** Columns that the model turns together; null where the configuration does not tell. */
  readonly pairing: RotaryLayout | null;
  /** Positions that it was trained with; null where the configuration does not tell. */
  readonly trained: number | null;
}

/** Defaults by the attributes, where the configuration is silent. */
export interface RopeDefaults {
  readonly width: number;
  readonly base: number;
  readonly trained: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Names that types had in older configurations. */
const renamed: Readonly<Record<string, ModelRopeType>> = { su: 'longrope', mrope: 'default' };

/** Fields of each type, beside those of all. */
const fieldsOf: Readonly<Record<ModelRopeType, readonly string[]>> = {
  default: [],
  linear: ['factor'],
  proportional: ['factor'],
  dynamic: ['factor'],
  yarn: ['factor', 'attention_factor', 'beta_fast', 'beta_slow', 'mscale', 'mscale_all_dim', 'truncate'],
  longrope: ['short_factor', 'long_factor', 'factor', 'attention_factor'],
  llama3: ['factor', 'low_freq_factor', 'high_freq_factor'],
};

/** Fields of all types; sections of multimodal encodings change nothing where there is text alone. */
const commonFields = [
  'rope_type',
  'type',
  'rope_theta',
  'partial_rotary_factor',
  'original_max_position_embeddings',
  'mrope_section',
  'mrope_interleaved',
];
const sizeFields = ['head_dim', 'hidden_size', 'num_attention_heads', 'max_position_embeddings'];
/** Fields that only a whole `config.json` has. */
const wholeFields = ['rope_scaling', 'rope_parameters', 'model_type', 'architectures', 'text_config', 'vocab_size'];

/** Models whose code turns columns 2i and 2i + 1 together; all others turn i and i + width/2. */
const interleavedModels =
  /^(gptj|codegen|roformer|chatglm|cohere2?|glm4?|glm4_moe_lite|helium|llama4(_text)?|ernie4_5(_moe)?|moonshine|deepseek_v[23])$/;
/** Models of other encodings. */
const otherModels =
  /^(gpt2|gpt_bigcode|bert|roberta|xlm-roberta|distilbert|albert|electra|deberta(-v2)?|bart|mbart|m2m_100|t5|mt5|umt5|opt|bloom|mpt|vit|deit|clip|whisper|marian)$/;

/**
 * Reads rope parameters as they stand in a model's `config.json`, `{"rope_type": "yarn", "factor": 4, …}`, or the whole file, as
 * text or as an object. Throws `bad-option` that names the field which is wrong, missing or unknown.
 */
export function readRope(given: unknown, defaults: RopeDefaults): RopeSetting {
  const config = objectOf(given);
  const isWhole = wholeFields.some((name) => name in config);
  const model = isWhole && isObject(config.text_config) ? { ...config, ...config.text_config } : config;
  const { model_type: modelType } = model;
  if (typeof modelType === 'string' && otherModels.test(modelType)) {
    throw settingFault('model_type', modelType, 'ropeNone');
  }
  const parameters = isWhole ? parametersOf(model) : model;
  const type = typeOf(parameters);
  refuseUnknown(parameters, type, isWhole);
  const fields = new FieldReader({ ...model, ...parameters }, type);
  const original = fields.number('original_max_position_embeddings', isWhole ? model : parameters);
  const most = fields.number('max_position_embeddings') ?? fields.number('n_positions');
  const rope = ropeOf(type, fields, { ...defaults, original, most });
  const isInterleaved =
    typeof modelType === 'string' && interleavedModels.test(modelType) && model.rope_interleave !== false;
  const pairing = isInterleaved ? 'interleaved' : isWhole ? 'half-split' : null;
  return { rope, pairing, trained: 'originalLength' in rope ? rope.originalLength : most };
}

interface Lengths extends RopeDefaults {
  readonly original: number | null;
  readonly most: number | null;
}

function ropeOf(type: ModelRopeType, fields: FieldReader, lengths: Lengths): ModelRope {
  const { trained, original, most } = lengths;
  const head = headOf(fields, lengths);
  const optional = (name: string) => fields.number(name) ?? undefined;
  const originalLength = () => original ?? most ?? trained ?? fields.missing('original_max_position_embeddings');
  // Some models name the two lengths in place of the factor.
  const ratio = () => (most && original ? most / original : fields.missing('factor'));
  switch (type) {
    case 'default':
      return { ...head, type };
    case 'linear':
      return { ...head, type, factor: fields.needed('factor') };
    case 'proportional':
      return { ...head, type, factor: optional('factor') };
    case 'dynamic': {
      const maxLength = most ?? trained ?? fields.missing('max_position_embeddings');
      return { ...head, type, factor: fields.needed('factor'), maxLength };
    }
    case 'yarn':
      return {
        ...head,
        type,
        factor: fields.number('factor') ?? ratio(),
        originalLength: originalLength(),
        betaFast: optional('beta_fast'),
        betaSlow: optional('beta_slow'),
        truncate: fields.flag('truncate'),
        attentionFactor: optional('attention_factor'),
        mscale: optional('mscale'),
        mscaleAllDim: optional('mscale_all_dim'),
      };
    case 'longrope': {
      const attentionFactor = optional('attention_factor');
      const pairs = Math.floor(head.headWidth * (head.share ?? 1)) / 2;
      return {
        ...head,
        type,
        shortFactor: fields.list('short_factor', pairs),
        longFactor: fields.list('long_factor', pairs),
        originalLength: originalLength(),
        factor: fields.number('factor') ?? (attentionFactor === undefined ? ratio() : 1),
        attentionFactor,
      };
    }
    case 'llama3': {
      const lowFreqFactor = fields.needed('low_freq_factor');
      const highFreqFactor = fields.needed('high_freq_factor', lowFreqFactor);
      return {
        ...head,
        type,
        factor: fields.needed('factor'),
        lowFreqFactor,
        highFreqFactor,
        originalLength: originalLength(),
      };
    }
  }
}

/** Width of a head, the share of it that turns, and the base. */
function headOf(fields: FieldReader, { width, base }: RopeDefaults) {
  const hidden = fields.number('hidden_size') ?? fields.number('n_embd');
  const heads = fields.number('num_attention_heads') ?? fields.number('n_head');
  const named = fields.number('qk_rope_head_dim') ?? fields.number('head_dim') ?? fields.number('kv_channels');
  const headWidth = named ?? (hidden && heads ? Math.floor(hidden / heads) : width);
  const turning = fields.number('rotary_dim');
  const share = turning ? turning / headWidth : (fields.number('partial_rotary_factor') ?? fields.number('rotary_pct'));
  if (share !== null && share > 1) throw settingFault('partial_rotary_factor', share, 'ropeShare');
  const theta = fields.number('rope_theta') ?? fields.number('rotary_emb_base') ?? base;
  return { base: theta, headWidth, share: share ?? 1 };
}

/** The parameters within a whole configuration. */
function parametersOf(config: Fields): Fields {
  const named = config.rope_parameters ?? config.rope_scaling ?? {};
  if (!isObject(named)) throw settingFault('rope_scaling', shown(named), 'ropeJson');
  const parts = Object.entries(named).filter(([, value]) => isObject(value));
  if (parts.length === 0) return named;
  if (parts.length === 1) return parts[0][1] as Fields;
  throw settingFault('rope_parameters', '{…}', 'ropeSeveral', { names: parts.map(([name]) => name) });
}

function typeOf(parameters: Fields): ModelRopeType {
  const named = parameters.rope_type ?? parameters.type ?? null;
  // The base alone, or a share: as all began.
  const isPlain = Object.keys(parameters).every((name) => [...commonFields, ...sizeFields].includes(name));
  const given = named ?? (isPlain ? 'default' : null);
  const type = renamed[String(given)] ?? given;
  const types = modelRopeTypes;
  if (!modelRopeTypes.includes(type as ModelRopeType)) throw settingFault('rope_type', given, 'ropeType', { types });
  return type as ModelRopeType;
}

function refuseUnknown(parameters: Fields, type: ModelRopeType, isWhole: boolean): void {
  const known = [...fieldsOf[type], ...commonFields, ...(isWhole ? [] : sizeFields)];
  const unknown = Object.keys(parameters).find((name) => !known.includes(name) && parameters[name] !== null);
  if (unknown === undefined) return;
  const fields = [...fieldsOf[type], 'rope_theta', 'partial_rotary_factor'];
  throw settingFault(unknown, shown(parameters[unknown]), 'ropeField', { type, fields });
}

/** Reads fields, and refuses each by its name. */
class FieldReader {
  readonly #fields: Fields;
  readonly #type: ModelRopeType;

  constructor(fields: Fields, type: ModelRopeType) {
    this.#fields = fields;
    this.#type = type;
  }

  /** A number above 0; null where there is none. */
  number(name: string, first: Fields = this.#fields): number | null {
    const value = first[name] ?? this.#fields[name] ?? null;
    if (value === null) return null;
    if (typeof value === 'number' && value > 0 && value < Infinity) return value;
    throw settingFault(name, shown(value), 'above', { least: 0 });
  }

  needed(name: string, least = 0): number {
    const value = this.number(name) ?? this.missing(name);
    if (value <= least) throw settingFault(name, value, 'above', { least });
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.#fields[name] ?? undefined;
    if (value === undefined || typeof value === 'boolean') return value;
    throw settingFault(name, shown(value), 'ropeFlag');
  }

  list(name: string, count: number): readonly number[] {
    const value = this.#fields[name] ?? this.missing(name);
    const isList =
      Array.isArray(value) && value.length === count && value.every((one) => typeof one === 'number' && one > 0);
    if (!isList) throw settingFault(name, shown(value), 'ropeList', { pairs: count });
    return value;
  }

  missing(name: string): never {
    throw settingFault(name, null, 'ropeMissing', { type: this.#type });
  }
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectOf(given: unknown): Fields {
  let value = given;
  if (typeof given === 'string') {
    try {
      value = JSON.parse(given);
    } catch {
      throw settingFault('rope', shown(given), 'ropeJson');
    }
  }
  if (!isObject(value)) throw settingFault('rope', shown(value), 'ropeJson');
  return value;
}

/** A value as it is written, the beginning of a long one. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
