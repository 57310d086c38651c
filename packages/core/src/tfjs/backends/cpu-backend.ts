import type { BackendValues, DataId, DataType } from '@tensorflow/tfjs-core';
import { type Counted, CountedBackend } from './counted-backend.js';

interface Stored extends Counted {
  readonly values: BackendValues;
  readonly dtype: DataType;
}

/**
 * TensorFlow.js' storage of tensors as typed arrays, and nothing else: the coarse operations bring their own kernels.
 * `@tensorflow/tfjs-backend-cpu` keeps tensors in the same way, under the same name, so that the kernels run on either; but
 * it cannot be imported without all of its own kernels in a way that both Node and bundlers resolve.
 */
export class CpuBackend extends CountedBackend<Stored> {
  override move(dataId: DataId, values: BackendValues, _shape: number[], dtype: DataType, refCount: number): void {
    this.data.set(dataId, { values, dtype, refCount });
  }

  override readSync(dataId: DataId): BackendValues {
    return this.data.get(dataId).values;
  }

  override read(dataId: DataId): Promise<BackendValues> {
    return Promise.resolve(this.readSync(dataId));
  }

  override timerAvailable(): boolean {
    return true;
  }

  override async time(run: () => void) {
    const start = performance.now();
    run();
    return { kernelMs: performance.now() - start };
  }

  protected override end(): void {}
}
