import { adamOnWebgl } from './adam.js';
import { attentionOnWebgl, attentionGradientOnWebgl } from './attention.js';
import { convOnWebgl, convInputGradientOnWebgl, convWeightGradientOnWebgl } from './conv.js';
import { crossEntropyOnWebgl, crossEntropyGradientOnWebgl } from './cross-entropy.js';
import { embeddingOnWebgl, embeddingGradientOnWebgl, positionGradientOnWebgl } from './embedding.js';
import { geluOnWebgl, geluGradientOnWebgl } from './gelu.js';
import type { GLKernel } from './gl-kernel.js';
import { layerNormOnWebgl, layerNormGradientOnWebgl } from './layer-norm.js';
import { linearOnWebgl, linearGradientOnWebgl } from './linear.js';
import { poolingOnWebgl, poolingGradientOnWebgl } from './pooling.js';
import { squaredErrorOnWebgl, squaredErrorGradientOnWebgl } from './squared-error.js';

/** Kernel of each operation on textures, by the operation's name. */
export const glKernels = {
  AttnAdam: adamOnWebgl,
  AttnAttention: attentionOnWebgl,
  AttnAttentionGradient: attentionGradientOnWebgl,
  AttnConv: convOnWebgl,
  AttnConvInputGradient: convInputGradientOnWebgl,
  AttnConvWeightGradient: convWeightGradientOnWebgl,
  AttnCrossEntropy: crossEntropyOnWebgl,
  AttnCrossEntropyGradient: crossEntropyGradientOnWebgl,
  AttnEmbedding: embeddingOnWebgl,
  AttnEmbeddingGradient: embeddingGradientOnWebgl,
  AttnPositionGradient: positionGradientOnWebgl,
  AttnGelu: geluOnWebgl,
  AttnGeluGradient: geluGradientOnWebgl,
  AttnLayerNorm: layerNormOnWebgl,
  AttnLayerNormGradient: layerNormGradientOnWebgl,
  AttnLinear: linearOnWebgl,
  AttnLinearGradient: linearGradientOnWebgl,
  AttnPooling: poolingOnWebgl,
  AttnPoolingGradient: poolingGradientOnWebgl,
  AttnSquaredError: squaredErrorOnWebgl,
  AttnSquaredErrorGradient: squaredErrorGradientOnWebgl,
} as unknown as Readonly<Record<string, GLKernel<object>>>;
