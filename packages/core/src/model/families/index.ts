import { AttnError, reason } from '../../errors.js';
import type { Architecture } from '../architecture.js';
import type { ModelConfig } from '../config.js';
import type { TensorNames } from '../tensor-names.js';
import { albert } from './albert.js';
import { bert, roberta } from './bert.js';
import { distilbert } from './distilbert.js';
import type { Family } from './family.js';
import { gemma2, gemma3 } from './gemma.js';
import { gpt2 } from './gpt2.js';
import { gptNeox } from './gpt-neox.js';
import { llama } from './llama.js';
import { marian } from './marian.js';
import { mistral } from './mistral.js';
import { qwen2, qwen3 } from './qwen.js';
import { t5 } from './t5.js';
import { vit } from './vit.js';

const families: readonly Family[] = [
  gpt2,
  gptNeox,
  llama,
  mistral,
  qwen2,
  qwen3,
  gemma2,
  gemma3,
  bert,
  roberta,
  distilbert,
  albert,
  vit,
  marian,
  t5,
];

/** Values of `model_type` that are known. */
export const modelTypes: readonly string[] = families.flatMap((family) => family.modelTypes);

/**
 * The architecture of a model by its configuration.
 * @throws {AttnError} `unsupported` of another family, `bad-option` or `damaged` that name a field, `no-array` that names a tensor
 */
export function describeModel(config: ModelConfig, names: TensorNames): Architecture {
  const type = config.text('model_type');
  if (type === null) throw config.missing('model_type');
  const family = families.find((one) => one.modelTypes.includes(type));
  if (family) return family.describe(config, names);
  throw new AttnError('unsupported', {
    url: config.url,
    ...reason`a model of the family ${type.slice(0, 40)} (those that run here are ${modelTypes})`,
  });
}
