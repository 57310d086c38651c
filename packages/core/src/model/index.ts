export {
  type Architecture,
  type AttentionBlock,
  layersOf,
  type ModelPart,
  modelParts,
  partsOf,
} from './architecture.js';
export { ModelConfig } from './config.js';
export type { Activation, Attended, Attending, Engine, Matrix, MatrixOptions, Rows } from './engine/engine.js';
export { PlainEngine } from './engine/plain.js';
export { startEngine } from './engine/start-engine.js';
export { WasmEngine } from './engine/wasm/wasm.js';
export { describeModel, modelTypes } from './families/index.js';
export type { Ablation, HeadPlace, Interventions, Patch } from './forward/interventions.js';
export { type LayerDone, type LogitPlace, Network, type PassInput, type PassOptions } from './forward/network.js';
export { type AttentionTrace, type HiddenTrace, type KeptArray, keptArrays, type PassResult } from './forward/trace.js';
export type { StoredTensor, TensorReader } from './forward/weights.js';
export { TensorNames } from './tensor-names.js';
export { type ModelTokens, ModelTokenizer } from './tokens/tokenizer.js';
export { openTokenizer } from './tokens/open-tokenizer.js';
export { Checkpoint, openCheckpoint } from './weights/checkpoint.js';
export type { FolderOptions, ModelFolder } from './weights/model-folder.js';
export { type ModelSource, openFolder } from './weights/open-folder.js';
export type { ModelFiles } from './weights/blob-folder.js';
export { load, type LoadProgress, type ModelLoadOptions } from './load.js';
export type { HeadMetrics } from './metrics.js';
export { Model, type ModelInput, type ModelSummary } from './model.js';
export type { Pixels } from './picture.js';
export type { GradientArray, PredictedPlace, Prediction, Run, RunArray, RunMatrix, RunTokens } from './run.js';
