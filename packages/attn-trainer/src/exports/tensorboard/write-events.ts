import { viridis } from '@attn-elements/core/color';
import type { AttentionMap } from '../../datasets/dataset.js';
import type { ParameterValues } from '../../trainer/parameter-set.js';
import type { ExportedRun } from '../exported-run.js';
import { ProtoMessage } from '../proto-message.js';
import { histogramOf } from './histogram.js';
import { palettePng } from './palette-png.js';
import { writeRecords } from './records.js';

/** Steps whose attention and parameters are written at most, evenly spread: as pictures they are larger than as numbers. */
const MOST_STEPS = 50;

/** Fields of event.proto, summary.proto, by their number. */
const EVENT = { time: 1, step: 2, version: 3, summary: 5 } as const;
const VALUE = { tag: 1, scalar: 2, image: 4, histogram: 5 } as const;
const RGB = 3;

/**
 * A run as an event file of TensorBoard: `loss/train`, `loss/held_back`, `accuracy/held_back` and, of answers that the model writes
 * by itself, `accuracy/held_back_written`, histograms of every parameter
 * over the steps whose weights are kept, and the attention to the example, a picture for each head.
 */
export function writeEvents({ history, state, initial, past, time }: ExportedRun): Uint8Array {
  const writer = new EventWriter(time);
  for (const [at, loss] of history.losses.entries()) {
    if (!Number.isNaN(loss)) writer.scalar('loss/train', at + 1, loss);
  }
  for (const { step, loss, accuracy, written } of history.evaluations) {
    writer.scalar('loss/held_back', step, loss);
    if (accuracy !== null) writer.scalar('accuracy/held_back', step, accuracy);
    if (written !== undefined) writer.scalar('accuracy/held_back_written', step, written);
  }
  writeHistograms(writer, 0, initial);
  for (const step of spread(past.steps.filter((one) => one > 0 && one < state.step))) {
    writeHistograms(writer, step, past.at(step)!);
  }
  if (state.step > 0) writeHistograms(writer, state.step, state.values);
  const frames = spread(history.frames);
  const highest = new Map<string, number>();
  for (const { example } of frames) {
    for (const { name, values } of example.attention) {
      highest.set(
        name,
        values.reduce((most, one) => Math.max(most, one), highest.get(name) ?? 0),
      );
    }
  }
  for (const { step, example } of frames) {
    for (const map of example.attention) writeHeads(writer, step, map, highest.get(map.name)!);
  }
  return writer.toBytes();
}

/** Some of a list, evenly spread, and the last. */
function spread<T>(list: readonly T[]): readonly T[] {
  const every = Math.ceil(list.length / MOST_STEPS);
  return list.filter((_, at) => at % every === 0 || at === list.length - 1);
}

class EventWriter {
  readonly #records: Uint8Array[];
  readonly #time: number;

  /** @param time of all events, in seconds since 1970: when each step was taken is not known */
  constructor(time: number) {
    this.#time = time;
    const version = new ProtoMessage().double(EVENT.time, time).text(EVENT.version, 'brain.Event:2');
    this.#records = [version.toBytes()];
  }

  scalar(tag: string, step: number, value: number): void {
    this.#add(step, new ProtoMessage().text(VALUE.tag, tag).float(VALUE.scalar, value));
  }

  histogram(tag: string, step: number, values: Float32Array): void {
    this.#add(step, new ProtoMessage().text(VALUE.tag, tag).message(VALUE.histogram, histogramOf(values)));
  }

  image(tag: string, step: number, width: number, height: number, png: Uint8Array): void {
    const image = new ProtoMessage().int(1, height).int(2, width).int(3, RGB).bytes(4, png);
    this.#add(step, new ProtoMessage().text(VALUE.tag, tag).message(VALUE.image, image));
  }

  toBytes(): Uint8Array {
    return writeRecords(this.#records);
  }

  #add(step: number, value: ProtoMessage): void {
    const event = new ProtoMessage().double(EVENT.time, this.#time).int(EVENT.step, step);
    this.#records.push(event.message(EVENT.summary, new ProtoMessage().message(1, value)).toBytes());
  }
}

function writeHistograms(writer: EventWriter, step: number, values: ParameterValues): void {
  for (const [name, numbers] of values) writer.histogram(`parameters/${name}`, step, numbers);
}

/** Heads of a map as pictures, a cell a pixel, in the colours of one scale over the whole run. */
function writeHeads(writer: EventWriter, step: number, map: AttentionMap, most: number): void {
  const [layers, heads, rows, columns] = map.shape;
  const { table } = viridis();
  for (let panel = 0; panel < layers * heads; panel++) {
    const weights = map.values.subarray(panel * rows * columns, (panel + 1) * rows * columns);
    const pixels = Uint8Array.from(weights, (weight) => Math.round((255 * weight) / (most || 1)));
    const tag = `attention/${map.name}/layer${Math.floor(panel / heads)}/head${panel % heads}`;
    writer.image(tag, step, columns, rows, palettePng(columns, rows, pixels, table));
  }
}
