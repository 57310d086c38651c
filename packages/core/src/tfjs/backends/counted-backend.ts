import {
  type BackendValues,
  type DataId,
  DataStorage,
  type DataType,
  engine,
  KernelBackend,
} from '@tensorflow/tfjs-core';

/** A backend's record of a tensor. */
export interface Counted {
  /** Tensors that share it. */
  refCount: number;
}

/** Duties of any backend of TensorFlow.js: to count who uses what, and to end what nobody uses. */
export abstract class CountedBackend<Stored extends Counted> extends KernelBackend {
  readonly data: DataStorage<Stored>;

  constructor() {
    super();
    this.data = new DataStorage<Stored>(this, engine());
  }

  abstract override move(
    dataId: DataId,
    values: BackendValues,
    shape: number[],
    dtype: DataType,
    refCount: number,
  ): void;

  /** Called with what nobody uses any more. */
  protected abstract end(stored: Stored): void;

  override write(values: BackendValues, shape: number[], dtype: DataType): DataId {
    const dataId = {};
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  makeTensorInfo(shape: number[], dtype: DataType, values: BackendValues) {
    return { dataId: this.write(values, shape, dtype), shape, dtype };
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
    this.end(stored);
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

  override dispose(): void {}
}
