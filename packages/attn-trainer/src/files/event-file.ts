import { AttnError, reason } from '@attn-elements/core/errors';
import { readRecords } from '../exports/tensorboard/records.js';
import { type EventTensor, eventTensor } from './event-tensor.js';
import { bytesOf, floatsOf, protoFields, textOf } from './proto-fields.js';

export interface EventScalars {
  readonly steps: number[];
  readonly values: number[];
}

export interface EventHistogram {
  readonly step: number;
  /** Limits of the buckets, from the least value up: one more than there are counts. */
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}

export interface EventImage {
  readonly step: number;
  readonly width: number;
  readonly height: number;
  /** The picture as a PNG, or whatever else browsers know. */
  readonly encoded: Uint8Array;
}

/** Content of an event file of TensorBoard, each kind by its tags. */
export interface EventFile {
  readonly scalars: ReadonlyMap<string, EventScalars>;
  readonly histograms: ReadonlyMap<string, readonly EventHistogram[]>;
  readonly images: ReadonlyMap<string, readonly EventImage[]>;
  /** Tags of kinds that are not read: text, audio, graphs of figures, parameters of a study. */
  readonly others: ReadonlySet<string>;
}

/**
 * Reads an event file (event.proto, summary.proto): scalars, histograms and images as TensorFlow 1 and PyTorch write them, and as
 * the tensors of TensorFlow 2. Steps that a run took again replace those from before. Throws `damaged`.
 */
export function readEvents(bytes: Uint8Array, url: string): EventFile {
  const reading = new Reading();
  for (const record of readRecords(bytes, url)) {
    try {
      reading.addEvent(record);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new AttnError('damaged', { url, ...reason`a record holds no event` }, { cause: error });
    }
  }
  return reading;
}

class Reading implements EventFile {
  readonly scalars = new Map<string, EventScalars>();
  readonly histograms = new Map<string, EventHistogram[]>();
  readonly images = new Map<string, EventImage[]>();
  readonly others = new Set<string>();
  /** Kind of each tag, which its first event alone has to name. */
  readonly #kinds = new Map<string, string>();

  addEvent(record: Uint8Array): void {
    let step = 0;
    let summary: Uint8Array | null = null;
    for (const { field, value } of protoFields(record)) {
      if (field === 2) step = Number(value);
      else if (field === 5) summary = bytesOf(value);
    }
    if (!summary) return;
    for (const { field, value } of protoFields(summary)) if (field === 1) this.#addValue(step, bytesOf(value));
  }

  #addValue(step: number, bytes: Uint8Array): void {
    const fields = new Map(Array.from(protoFields(bytes), ({ field, value }) => [field, value]));
    const tag = textOf(fields.get(1) ?? 0);
    const [metadata, scalar, image, histogram, tensor] = [9, 2, 4, 5, 8].map((field) => fields.get(field));
    const kind = metadata === undefined ? '' : kindOf(bytesOf(metadata));
    if (kind && !this.#kinds.has(tag)) this.#kinds.set(tag, kind);
    if (scalar !== undefined) this.#addScalar(tag, step, floatsOf(scalar, 4)[0]);
    else if (image !== undefined) this.#put(this.images, tag, imageOf(step, bytesOf(image)));
    else if (histogram !== undefined) this.#put(this.histograms, tag, histogramOf(step, bytesOf(histogram)));
    else if (tensor !== undefined) this.#addTensor(tag, step, eventTensor(bytesOf(tensor)));
    else this.others.add(tag);
  }

  #addTensor(tag: string, step: number, { numbers, strings }: EventTensor): void {
    const kind = this.#kinds.get(tag);
    if (kind === 'scalars' && numbers.length === 1) this.#addScalar(tag, step, numbers[0]);
    else if (kind === 'images' && strings.length > 2) {
      const [width, height] = strings.map((one) => Number(new TextDecoder().decode(one)));
      this.#put(this.images, tag, { step, width, height, encoded: strings[2] });
    } else if (kind === 'histograms') this.#put(this.histograms, tag, histogramOfRows(step, numbers));
    else this.others.add(tag);
  }

  #addScalar(tag: string, step: number, value: number): void {
    const known = this.scalars.get(tag) ?? { steps: [], values: [] };
    this.scalars.set(tag, known);
    while (known.steps.length > 0 && known.steps[known.steps.length - 1] >= step) {
      known.steps.pop();
      known.values.pop();
    }
    known.steps.push(step);
    known.values.push(value);
  }

  #put<T extends { readonly step: number }>(all: Map<string, T[]>, tag: string, one: T): void {
    const known = (all.get(tag) ?? []).filter(({ step }) => step < one.step);
    all.set(tag, [...known, one]);
  }
}

/** The name of the plug-in in a `SummaryMetadata`. */
function kindOf(metadata: Uint8Array): string {
  for (const { field, value } of protoFields(metadata)) {
    if (field !== 1) continue;
    for (const plugin of protoFields(bytesOf(value))) if (plugin.field === 1) return textOf(plugin.value);
  }
  return '';
}

function imageOf(step: number, bytes: Uint8Array): EventImage {
  const image = { step, width: 0, height: 0, encoded: new Uint8Array() as Uint8Array };
  for (const { field, value } of protoFields(bytes)) {
    if (field === 1) image.height = Number(value);
    else if (field === 2) image.width = Number(value);
    else if (field === 4) image.encoded = bytesOf(value);
  }
  return image;
}

/** A `HistogramProto`: upper limits of buckets, the first of which begins at the least value and the last ends at the largest. */
function histogramOf(step: number, bytes: Uint8Array): EventHistogram {
  let [least, most] = [0, 0];
  const limits: number[] = [];
  const counts: number[] = [];
  for (const { field, value } of protoFields(bytes)) {
    if (field === 1) [least] = floatsOf(value, 8);
    else if (field === 2) [most] = floatsOf(value, 8);
    else if (field === 6) limits.push(...floatsOf(value, 8));
    else if (field === 7) counts.push(...floatsOf(value, 8));
  }
  return { step, limits: [least, ...limits.slice(0, -1), most], counts };
}

/** The same as rows of lower limit, upper limit and count. */
function histogramOfRows(step: number, numbers: readonly number[]): EventHistogram {
  const rows = Array.from({ length: Math.floor(numbers.length / 3) }, (_, i) => numbers.slice(3 * i, 3 * i + 3));
  return {
    step,
    limits: rows.length > 0 ? [rows[0][0], ...rows.map(([, high]) => high)] : [],
    counts: rows.map(([, , count]) => count),
  };
}
