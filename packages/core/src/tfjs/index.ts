// Operations that models are put together with, so that who trains needs no second copy of TensorFlow.js.
export { add, reshape, type Tensor, tensor, tidy, type Variable, variable } from '@tensorflow/tfjs-core';
export { type EngineOptions, memory, type StartedEngine, startTensorflow } from './backend.js';
export { Adam, type AdamOptions } from './ops/adam.js';
export {
  type AttentionResult,
  attention,
  attentionWithWeights,
  packedAttention,
  packedAttentionWithWeights,
} from './ops/attention.js';
export type { TensorBias } from './ops/attention-bias.js';
export type { AttentionOptions, TensorScore } from './ops/attention-plan.js';
export { convReluPool } from './ops/conv.js';
export { type CrossEntropyOptions, softmaxCrossEntropy } from './ops/cross-entropy.js';
export { embedding } from './ops/embedding.js';
export { type LayerNormOptions, layerNorm } from './ops/layer-norm.js';
export { type LinearOptions, linear } from './ops/linear.js';
export { attentionPooling, type PoolingParameters } from './ops/pooling.js';
export { type LossGradients, lossGradients } from './ops/loss-gradients.js';
export { meanSquaredError } from './ops/squared-error.js';
export { download } from './download.js';
export { type TensorTexture, textureOf } from './texture.js';
