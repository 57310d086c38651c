import { load } from '@attn-elements/core/data';
import { type Dense, dense } from '@attn-elements/core/math';
import type { Kind, PlotSettings, ViewName } from '../../src/index.js';

/** What the index of a folder of reference cases says of one. */
interface IndexEntry {
  readonly file: string;
  readonly kind: string;
  readonly [parameter: string]: unknown;
}

/** The bytes of a file of the folder. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

/** Numbers that one view of one encoding must show. */
export interface Expectation {
  readonly name: string;
  readonly kind: Kind;
  readonly settings: Partial<PlotSettings>;
  readonly view: ViewName;
  /** Columns, or pairs of columns: all that there are. */
  readonly dimensions: readonly number[] | null;
  /** Of all plots, one after the other; −∞ where a key may not be attended to. */
  readonly values: readonly number[];
}

class Arrays {
  readonly entry: IndexEntry;
  readonly #arrays: ReadonlyMap<string, Dense<Float64Array>>;

  constructor(entry: IndexEntry, arrays: ReadonlyMap<string, Dense<Float64Array>>) {
    this.entry = entry;
    this.#arrays = arrays;
  }

  get names(): readonly string[] {
    return [...this.#arrays.keys()];
  }

  of(name: string): Dense<Float64Array> {
    const array = this.#arrays.get(name);
    if (!array) throw new Error(`${this.entry.file} has no array ${name}`);
    return array;
  }

  number(name: string): number {
    const value = this.entry[name];
    if (typeof value !== 'number') throw new Error(`the index says no number ${name} of ${this.entry.file}`);
    return value;
  }
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

type Expected = Omit<Expectation, 'name' | 'kind'>;

function tableViews(pe: Dense<Float64Array>, settings: Partial<PlotSettings>): Expected[] {
  const [length, width] = pe.shape;
  return [
    { settings, view: 'heatmap', dimensions: null, values: [...pe.values] },
    {
      settings,
      view: 'curves',
      dimensions: range(width),
      values: range(width * length).map((i) => pe.values[(i % length) * width + Math.floor(i / length)]),
    },
  ];
}

function rotary(arrays: Arrays): Expected[] {
  const angle = arrays.of('angle');
  const [length, pairs] = angle.shape;
  const settings = { length, dModel: 2 * pairs, base: arrays.number('base') };
  const at = (position: number, pair: number) => angle.values[position * pairs + pair];
  const table = (cell: (position: number, column: number) => number) =>
    dense(
      Float64Array.from({ length: length * 2 * pairs }, (_, i) => cell(Math.floor(i / (2 * pairs)), i % (2 * pairs))),
      [length, 2 * pairs],
    );
  const interleaved = table((position, column) => (column % 2 ? Math.sin : Math.cos)(at(position, column >> 1)));
  const halfSplit = table((position, column) => (column < pairs ? Math.cos : Math.sin)(at(position, column % pairs)));
  return [
    ...tableViews(interleaved, { ...settings, pairing: 'interleaved' }),
    ...tableViews(halfSplit, { ...settings, pairing: 'half-split' }),
    {
      settings,
      view: 'rotation',
      dimensions: range(pairs),
      values: range(pairs * length).map((i) => at(i % length, Math.floor(i / length))),
    },
  ];
}

function alibi(arrays: Arrays): Expected[] {
  const length = 21;
  return arrays.names.flatMap((name): Expected[] => {
    const slopes = [...arrays.of(name).values];
    const settings = { heads: slopes.length, length };
    const cells = range(length * length).map((i) => [Math.floor(i / length), i % length]);
    return [
      {
        settings,
        view: 'kernel',
        dimensions: null,
        values: slopes.flatMap((slope) => range(length).map((distance) => -slope * distance)),
      },
      {
        settings,
        view: 'bias',
        dimensions: null,
        values: slopes.flatMap((slope) => cells.map(([i, j]) => (j <= i ? -slope * (i - j) : -Infinity))),
      },
    ];
  });
}

function t5(arrays: Arrays): Expected[] {
  const relative = [...arrays.of('relative_position').values];
  const length = Math.min(-Math.min(...relative), Math.max(...relative)) + 1;
  const [buckets, maxDistance] = [arrays.number('buckets'), arrays.number('max_distance')];
  return ([true, false] as const).flatMap((bidirectional): Expected[] => {
    const found = arrays.of(bidirectional ? 'bidirectional' : 'unidirectional').values;
    const bucketOf = new Map(relative.map((position, i) => [position, found[i]]));
    const settings = { length, buckets, maxDistance, bidirectional };
    const bucket = (position: number) => (position > 0 && !bidirectional ? -Infinity : (bucketOf.get(position) ?? NaN));
    return [
      {
        settings,
        view: 'kernel',
        dimensions: null,
        values: bidirectional
          ? range(2 * length - 1).map((i) => bucket(i - length + 1))
          : range(length).map((i) => bucket(-i)),
      },
      {
        settings,
        view: 'bias',
        dimensions: null,
        values: range(length * length).map((i) => bucket((i % length) - Math.floor(i / length))),
      },
    ];
  });
}

/** What each kind of the reference must look like, by the name that `index.json` has for it. */
const kinds: Readonly<Record<string, { readonly kind: Kind; readonly expect: (arrays: Arrays) => Expected[] }>> = {
  sinusoidal: {
    kind: 'sinusoidal',
    expect(arrays) {
      const pe = arrays.of('pe');
      return tableViews(pe, { length: pe.shape[0], dModel: pe.shape[1], base: arrays.number('base') });
    },
  },
  'sinusoidal-2d': {
    kind: 'sinusoidal-2d',
    expect(arrays) {
      const { shape, values } = arrays.of('pe');
      const [rows, columns, width] = shape;
      return tableViews(dense(values, [rows * columns, width]), {
        rows,
        columns,
        dModel: width,
        base: arrays.number('base'),
      });
    },
  },
  rotary: { kind: 'rotary', expect: rotary },
  alibi: { kind: 'alibi', expect: alibi },
  't5-buckets': { kind: 't5', expect: t5 },
};

/** What the positional encodings of a folder of reference cases must look like. Other kinds of cases are not for this element. */
export async function readExpectations(readFile: ReadFile): Promise<Expectation[]> {
  const { cases } = JSON.parse(new TextDecoder().decode(await readFile('index.json'))) as { cases: IndexEntry[] };
  const found: Expectation[] = [];
  for (const entry of cases) {
    if (!Object.hasOwn(kinds, entry.kind)) continue;
    const { kind, expect } = kinds[entry.kind];
    const file = await load(await readFile(entry.file));
    const arrays = new Map<string, Dense<Float64Array>>();
    for (const name of file.names) {
      const array = await file.get(name);
      if (array.dtype !== 'string') arrays.set(name, dense(array.float64().slice(), array.shape));
    }
    for (const one of expect(new Arrays(entry, arrays))) {
      const about = Object.entries(one.settings).map(([name, value]) => `${name} ${value}`);
      found.push({ ...one, kind, name: `${entry.file}: ${one.view} of ${about.join(', ')}` });
    }
  }
  return found;
}

/** The farthest that shown values are from those expected; Infinity where there are more or fewer, or others are masked. */
export function distance(shown: readonly number[], expected: readonly number[]): number {
  if (shown.length !== expected.length || expected.length === 0) return Infinity;
  return expected.reduce((most, value, i) => {
    const apart = shown[i] === value ? 0 : Math.abs(shown[i] - value);
    return Number.isNaN(apart) ? Infinity : Math.max(most, apart);
  }, 0);
}

/** The most that is let pass: PyTorch computed angles in float32. */
export const WITHIN = 1e-5;
