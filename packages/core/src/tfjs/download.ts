import { engine, type Tensor } from '@tensorflow/tfjs-core';
import { storageOf } from './backends/texture-storage.js';

type Values = Float32Array | Int32Array | Uint8Array;

/**
 * The values of a tensor. Rejects with `context-lost` where the graphics device lost them; TensorFlow.js' own `data()` then
 * waits for ever, and its `dataSync()` gives zeros.
 */
export async function download(tensor: Tensor): Promise<Values> {
  const storage = storageOf(engine().backend);
  if (!storage?.download) return (await tensor.data()) as Values;
  const values = await storage.download(tensor.dataId, tensor.size);
  return tensor.dtype === 'int32'
    ? Int32Array.from(values)
    : tensor.dtype === 'bool'
      ? Uint8Array.from(values)
      : values;
}
