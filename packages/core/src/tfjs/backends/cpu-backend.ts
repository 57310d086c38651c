import {
  type BackendValues,
  type DataId,
  DataStorage,
  type DataType,
  engine,
  KernelBackend,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

interface Stored {
  readonly values: BackendValues;
  readonly dtype: DataType;
  refCount: number;
}

/**
 * TensorFlow.js' storage of tensors as typed arrays, and nothing else: the coarse operations bring their own kernels.
 * `@tensorflow/tfjs-backend-cpu` keeps tensors in the same way, under the same name, so that the kernels run on either; but
 * it cannot be imported without all of its own kernels in a way that both Node and bundlers resolve.
 */
export class CpuBackend extends KernelBackend {
  readonly data: DataStorage<Stored>;

  constructor() {
    super();
    this.data = new DataStorage<Stored>(this, engine());
  }

  makeTensorInfo(shape: number[], dtype: DataType, values: BackendValues): TensorInfo {
    return { dataId: this.write(values, shape, dtype), shape, dtype };
  }

  override write(values: BackendValues, _shape: number[], dtype: DataType): DataId {
    const dataId = {};
    this.data.set(dataId, { values, dtype, refCount: 1 });
    return dataId;
  }

  override move(dataId: DataId, values: BackendValues, _shape: number[], dtype: DataType, refCount: number): void {
    this.data.set(dataId, { values, dtype, refCount });
  }

  override readSync(dataId: DataId): BackendValues {
    return this.data.get(dataId).values;
  }

  override read(dataId: DataId): Promise<BackendValues> {
    return Promise.resolve(this.readSync(dataId));
  }

  override refCount(dataId: DataId): number {
    return this.data.has(dataId) ? this.data.get(dataId).refCount : 0;
  }

  override incRef(dataId: DataId): void {
    this.data.get(dataId).refCount++;
  }

  override disposeData(dataId: DataId, force = false): boolean {
    if (!this.data.has(dataId)) return true;
    const stored = this.data.get(dataId);
    stored.refCount--;
    if (!force && stored.refCount > 0) return false;
    this.data.delete(dataId);
    return true;
  }

  override numDataIds(): number {
    return this.data.numDataIds();
  }

  override memory() {
    return { unreliable: false };
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override timerAvailable(): boolean {
    return true;
  }

  override async time(run: () => void) {
    const start = performance.now();
    run();
    return { kernelMs: performance.now() - start };
  }

  override dispose(): void {}
}
