import { adam } from './adam.js';
import { attention, attentionGradient } from './attention.js';
import { conv, convInputGradient, convWeightGradient } from './conv.js';
import { crossEntropy, crossEntropyGradient } from './cross-entropy.js';
import { embedding, embeddingGradient, positionGradient } from './embedding.js';
import { gelu, geluGradient } from './gelu.js';
import type { GLKernel } from './gl-kernel.js';
import { layerNorm, layerNormGradient } from './layer-norm.js';
import { linear, linearGradient } from './linear.js';
import { pooling, poolingGradient } from './pooling.js';
import { squaredError, squaredErrorGradient } from './squared-error.js';

/** Kernel of each operation on textures, by the operation's name. */
export const glKernels = {
  AttnAdam: adam,
  AttnAttention: attention,
  AttnAttentionGradient: attentionGradient,
  AttnConv: conv,
  AttnConvInputGradient: convInputGradient,
  AttnConvWeightGradient: convWeightGradient,
  AttnCrossEntropy: crossEntropy,
  AttnCrossEntropyGradient: crossEntropyGradient,
  AttnEmbedding: embedding,
  AttnEmbeddingGradient: embeddingGradient,
  AttnPositionGradient: positionGradient,
  AttnGelu: gelu,
  AttnGeluGradient: geluGradient,
  AttnLayerNorm: layerNorm,
  AttnLayerNormGradient: layerNormGradient,
  AttnLinear: linear,
  AttnLinearGradient: linearGradient,
  AttnPooling: pooling,
  AttnPoolingGradient: poolingGradient,
  AttnSquaredError: squaredError,
  AttnSquaredErrorGradient: squaredErrorGradient,
} as unknown as Readonly<Record<string, GLKernel<object>>>;
