import type { Tensor } from '@tensorflow/tfjs-core';

/** The values of a tensor. */
export async function read(tensor: Tensor): Promise<Float32Array | Int32Array | Uint8Array> {
  return (await tensor.data()) as Float32Array | Int32Array | Uint8Array;
}
