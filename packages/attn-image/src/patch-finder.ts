import type { TensorFile } from '@attn-elements/core/data';
import { firstLayer, type Loaded, Memo } from '@attn-elements/core/element';
import type { AttnError } from '@attn-elements/core/errors';
import type { ReactiveControllerHost } from 'lit';
import { patchFault } from './faults.js';
import { FilePart } from './file-part.js';
import { findPatches, isProblem, isSelfAttention, type Patches, type PatchOptions } from './patches.js';
import { boxLines, type QueryBoxes, readQueryBoxes } from './query-boxes.js';
import { readRegions, type Regions } from './regions.js';
import type { ImageLine } from './view.js';
import type { ImageView } from './view-model.js';

/** Options of the patches that the author gives. */
interface PatchesHost extends ReactiveControllerHost, Omit<PatchOptions, 'regions' | 'segments' | 'ratio'> {
  readonly regions: Regions | null;
  readonly queryBoxes: QueryBoxes | null;
}

/** Patches of a head, found by the author, by the file, else by the numbers and the picture. */
export class PatchFinder {
  readonly #host: PatchesHost;
  readonly #regions: FilePart<Regions>;
  readonly #boxes: FilePart<QueryBoxes>;
  readonly #found = new Memo<Patches | AttnError>();

  constructor(host: PatchesHost) {
    this.#host = host;
    this.#regions = new FilePart(host, readRegions);
    this.#boxes = new FilePart(host, readQueryBoxes);
  }

  /** Why the boxes of the file cannot be read. */
  get error(): AttnError | null {
    return this.#regions.error ?? this.#boxes.error;
  }

  /** Whether these are on their way. */
  get isReading(): boolean {
    return this.#regions.isReading || this.#boxes.isReading;
  }

  /** Settle, and never reject, once they are read. */
  get settled(): readonly Promise<void>[] {
    return [this.#regions.settled, this.#boxes.settled];
  }

  /** Reads those of another file, or none. */
  read(file: TensorFile | null): void {
    this.#regions.follow(file);
    this.#boxes.follow(file);
  }

  /** Boxes in place of a grid: the author's, else the file's where the author names no grid. */
  get regions(): Regions | null {
    return this.#host.regions ?? (this.#host.grid ? null : this.#regions.value);
  }

  get #queryBoxes(): QueryBoxes | null {
    return this.#host.queryBoxes ?? this.#boxes.value;
  }

  /** @throws {AttnError} `wrong-shape` where there are boxes, but not one for each query */
  checkBoxes(queries: number): void {
    const count = this.#queryBoxes?.length ?? queries;
    if (count !== queries) throw patchFault('query-boxes', [count, 4], 'noQueryBoxes');
  }

  /** Lines around the boxes of the queries that are shown. */
  boxes(view: ImageView): readonly ImageLine[] {
    return this.#queryBoxes ? boxLines(view, this.#queryBoxes) : [];
  }

  /**
   * The patches of a head, or why there are none.
   * @param ratio width by height of the picture, null where it is not known
   */
  find({ source, panels }: Loaded, ratio: number | null): Patches | AttnError {
    const [{ raw }] = panels;
    const { rows, columns } = raw;
    const { grid, span, classToken, registers, picture, side } = this.#host;
    const { query = null, key = null } = source.segments?.(panels[0].layer) ?? {};
    const isOne = source.layers * source.heads(firstLayer(source)) === 1;
    const isBare = isOne && source.kind !== 'scores' && !source.queryTokens && !source.keyTokens;
    const sort = { isBare, isSelfAttention: isSelfAttention(raw) };
    const regions = this.regions?.length ?? null;
    const options = { grid, span, classToken, registers, picture, side, regions, ratio };
    return this.#found.of([rows, columns, query, key, ...Object.values(options), ...Object.values(sort)], () => {
      const found = findPatches(rows, columns, { ...options, segments: { query, key } }, sort);
      return isProblem(found) ? patchFault('attention', [rows, columns], found.fault, found.details) : found;
    });
  }
}
