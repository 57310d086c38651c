import type { Architecture } from '../architecture.js';
import type { ModelConfig } from '../config.js';
import type { TensorNames } from '../tensor-names.js';

/** A family of models: how its configuration and its tensors' names become an architecture. */
export interface Family {
  /** Values of `model_type`. */
  readonly modelTypes: readonly string[];
  /** Throws `bad-option` that names a field, `no-array` that names a tensor, `damaged`. */
  describe(config: ModelConfig, names: TensorNames): Architecture;
}
