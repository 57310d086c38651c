import { sinusoidal } from '@attn-elements/core/math';
import { describe, expect, it } from 'vitest';
import type { Facet } from '../../src/drawing.js';
import { encoding } from '../../src/kinds/index.js';
import { kinds } from '../../src/settings.js';
import { facets } from '../../src/views/index.js';
import { everyView, options, shown, small, valuesOf } from './shown.js';
import { learnedTable, noise } from './tables.js';
import { words } from './words.js';

/** What a formula of the figure comes to: `sin(3 / 10000^(4/32))`, `−0.5 × 3`, `2π · 10000^(2/32)`. */
function evaluate(formula: string): number {
  const script = formula
    .replaceAll('−', '-')
    .replaceAll(/×|·/g, '*')
    .replaceAll('2π', '2 * Math.PI')
    .replaceAll('^', '**')
    .replaceAll(/\b(sin|cos)\(/g, 'Math.$1(')
    .replaceAll('∞', 'Infinity');
  if (!/^[\d\s.()*/+e-]*$/.test(script.replaceAll(/Math\.(sin|cos|PI)|Infinity/g, ''))) throw new Error(formula);
  return Function(`return ${script}`)() as number;
}

describe('every view of every kind', () => {
  it('are as many as the figure promises', () => {
    expect(everyView.length).toBe(5 + 6 + 5 + 7 + 2 + 2);
    for (const kind of kinds) expect(everyView.filter((one) => one.kind === kind).length).toBeGreaterThan(1);
  });

  it.each(everyView)('$kind, $view: what is drawn is what is read', ({ kind, view }) => {
    for (const facet of shown(kind, view)) {
      const { content, reading } = facet;
      expect(facet.kind).toBe(kind);
      expect(reading.rows * reading.columns).toBeGreaterThan(0);
      if (content.type === 'matrix') {
        const { rows, columns, values } = content.matrix;
        expect([rows, columns]).toEqual([reading.rows, reading.columns]);
        expect(valuesOf(facet).flat()).toEqual([...values]);
      } else if (content.type === 'lines') {
        expect(content.lines.map(({ name }) => name)).toEqual(
          Array.from({ length: reading.rows }, (_, row) => reading.rowName(row)),
        );
        for (const { row, values, offset, stride, count } of content.lines) {
          expect(count).toBe(reading.columns);
          for (let i = 0; i < count; i++) expect(values[offset + i * stride]).toBe(reading.value(row, i));
        }
      } else {
        expect(content.pairs).toHaveLength(reading.rows);
      }
    }
  });

  it.each(everyView)('$kind, $view: all that is drawn lies on the axes', ({ kind, view }) => {
    for (const { content, reading, x, y } of shown(kind, view, { trained: 10 })) {
      const inside = (value: number, [low, high]: readonly [number, number]) =>
        value >= low - 1e-6 * Math.abs(low) && value <= high + 1e-6 * Math.abs(high);
      for (let column = 0; column < reading.columns; column++) {
        expect(inside(x.first + column * x.step, x.domain), `column ${column}`).toBe(true);
      }
      if (content.type !== 'lines') continue;
      const all = [...content.lines, ...(content.band ? [content.band.low, content.band.high] : [])];
      for (const { values, offset, stride, count } of all) {
        for (let i = 0; i < count; i++) expect(inside(values[offset + i * stride], y.domain), `value ${i}`).toBe(true);
      }
    }
  });

  it.each(everyView)('$kind, $view: every row and column has a name, and no sentence a blank', ({ kind, view }) => {
    for (const { reading, title, notes, x, y } of shown(kind, view, { trained: 10 }, { named: true })) {
      const names = [
        ...Array.from({ length: reading.rows }, (_, row) => reading.rowName(row)),
        ...Array.from({ length: reading.columns }, (_, column) => reading.columnName(column)),
      ];
      for (const text of [...names, reading.rowTitle, reading.columnTitle, title]) expect(text).not.toBe('');
      for (const text of [...notes, title, x.title, y.title]) expect(text).not.toMatch(/\{\w+\}|undefined|NaN/);
      expect(new Set(names.slice(0, reading.rows)).size).toBe(reading.rows);
    }
  });
});

describe('the formula of a value', () => {
  // Shown with four digits, a slope or a frequency leaves so much.
  it.each([
    ['sinusoidal', 'heatmap', 1e-7],
    ['sinusoidal', 'curves', 1e-7],
    ['sinusoidal', 'wavelengths', 1e-9],
    ['sinusoidal-2d', 'heatmap', 1e-7],
    ['sinusoidal-2d', 'curves', 1e-7],
    ['sinusoidal-2d', 'wavelengths', 1e-9],
    ['rotary', 'heatmap', 2e-3],
    ['rotary', 'rotation', 2e-3],
    ['rotary', 'wavelengths', 1e-9],
    ['alibi', 'bias', 2e-3],
    ['alibi', 'kernel', 2e-3],
  ] as const)('%s, %s: comes to the value', (kind, view, within) => {
    for (const facet of shown(kind, view)) {
      valuesOf(facet).forEach((row, i) =>
        row.forEach((value, j) => {
          const found = evaluate(facet.reading.formula(i, j)!);
          if (value === -Infinity) expect(found).toBe(value);
          else expect(Math.abs(found - value)).toBeLessThan(within * Math.max(1, Math.abs(value)));
        }),
      );
    }
  });

  it.each(['interleaved', 'half-split'] as const)('of rotary columns names what they hold: %s', (pairing) => {
    const [{ reading }] = shown('rotary', 'heatmap', { pairing });
    const names = Array.from({ length: 8 }, (_, column) => reading.columnName(column));
    const [cosines, sines] = ['cos', 'sin'].map((name) => [0, 1, 2, 3].map((pair) => `${name} θ${pair}`));
    expect(names).toEqual(
      pairing === 'half-split' ? [...cosines, ...sines] : cosines.flatMap((name, i) => [name, sines[i]]),
    );
  });

  it('of T5 says which bucket, with a table which entry of it', () => {
    const [{ reading: plain }] = shown('t5', 'bias');
    expect(plain.formula(20, 3)).toBe('bucket(-17)');
    expect(plain.formula(3, 20)).toBe('−∞');
    const table = noise(32, 2);
    const made = encoding('t5', small, learnedTable(table));
    const [, second] = facets('bias', made, words, options);
    expect(second.reading.formula(9, 4)).toBe('b[5, 1]');
    expect(second.reading.value(9, 4)).toBe(table.values[5 * 2 + 1]);
  });
});

describe('curves', () => {
  it('are all columns apart, and eight of them in one plot', () => {
    expect(shown('sinusoidal', 'curves', { dModel: 100 })[0].reading.rows).toBe(100);
    const [together] = shown('sinusoidal', 'curves', { dModel: 100 }, { apart: false });
    expect(together.content).toMatchObject({ apart: false });
    expect(together.reading.rows).toBe(8);
    expect(together.notes.join()).toContain('8 of 100 dimensions');
  });

  it('are those that an author names, of those that there are', () => {
    const names = (dimensions: number[]) => {
      const [{ reading }] = shown('sinusoidal', 'curves', {}, { dimensions });
      return Array.from({ length: reading.rows }, (_, row) => reading.rowName(row));
    };
    expect(names([5, 2, 900])).toEqual(['PE5', 'PE2']);
    expect(names([900])).toHaveLength(8);
  });

  it('of rotation are the pairs that an author names', () => {
    const [{ reading }] = shown('rotary', 'rotation', {}, { dimensions: [3, 99, 0] });
    expect([reading.rowName(0), reading.rowName(1), reading.rows]).toEqual(['θ3', 'θ0', 2]);
  });
});

describe('beyond the trained length', () => {
  it.each(everyView.filter(({ view }) => view !== 'wavelengths' && view !== 'rotation' && view !== 'spectrum'))(
    '$kind, $view: is marked and said where the figure reaches it, and only there',
    ({ kind, view }) => {
      const isGrid = kind === 'sinusoidal-2d' && (view === 'kernel' || view === 'tiles');
      const [inside] = shown(kind, view, { trained: 10_000 });
      expect(inside.trained).toBeNull();
      expect(inside.notes.join()).not.toContain('trained');
      const [reaching] = shown(kind, view, { trained: 10 });
      if (isGrid) return expect(reaching.trained).toBeNull();
      expect(Object.values(reaching.trained!)).toContain(10);
      expect(reaching.notes.join(' ')).toContain(view === 'kernel' ? 'distance 10' : 'position 10');
    },
  );

  it('is where wavelengths are longer: as many repeat as are counted', () => {
    const [{ reading, counted, trained }] = shown('sinusoidal', 'wavelengths', { trained: 100, dModel: 32 });
    const waves = Array.from({ length: 16 }, (_, pair) => reading.value(0, pair));
    const repeating = waves.filter((wave) => wave <= 100).length;
    expect(repeating).toBeGreaterThan(1);
    expect(counted).toMatchObject({ count: repeating, details: { pairs: 16, reach: 100 } });
    expect(trained).toEqual({ x: null, y: 100 });
  });
});

describe('scaling', () => {
  it.each(['linear', 'ntk', 'yarn'] as const)('%s is shown beside the model as it was trained', (scaling) => {
    const [{ reading }] = shown('rotary', 'wavelengths', { scaling, factor: 8, trained: 64, dModel: 32 });
    // YaRN's paper has a ramp of its own, which stands beside what models compute.
    expect(reading.rows).toBe(scaling === 'yarn' ? 3 : 2);
    const last = reading.columns - 1;
    expect(reading.value(1, last) / reading.value(0, last)).toBeCloseTo(8, 6);
    // The fastest pair turns 64 / 2π times in 64 positions, of the 1 to 32 turns between which the paper lets go;
    // the ramp of models goes by pairs, of which the first is kept.
    const kept = (64 / (2 * Math.PI) - 1) / 31;
    const slowed = { linear: 8, ntk: 1, yarn: 1 }[scaling];
    expect(reading.value(1, 0) / reading.value(0, 0)).toBeCloseTo(slowed, 6);
    if (scaling === 'yarn')
      expect(reading.value(2, 0) / reading.value(0, 0)).toBeCloseTo(1 / ((1 - kept) / 8 + kept), 6);
  });
});

describe('a learned table', () => {
  const noteOf = (facet: Facet) => facet.notes.join(' ');

  it('is told to have an order or not, under every view', () => {
    const ordered = learnedTable(sinusoidal({ length: 40, width: 16 }));
    const unordered = learnedTable(noise(40, 16));
    for (const view of ['heatmap', 'curves', 'similarity', 'kernel', 'spectrum'] as const) {
      const [one] = facets(view, encoding('learned', small, ordered), words, options);
      const [other] = facets(view, encoding('learned', small, unordered), words, options);
      expect(noteOf(one)).toContain('The order means something');
      expect(noteOf(other)).toContain('No order can be told from chance');
    }
  });

  it('of so few positions that nothing can be told has no spectrum, and nothing is told', () => {
    const made = encoding('learned', small, learnedTable(noise(2, 4)));
    expect(made.views).not.toContain('spectrum');
    for (const view of made.views) {
      for (const facet of facets(view, made, words, options)) expect(noteOf(facet)).not.toMatch(/order/i);
    }
  });

  it('is shown as it is', () => {
    const table = noise(24, 8);
    const [facet] = facets('heatmap', encoding('learned', small, learnedTable(table)), words, options);
    expect(valuesOf(facet).flat()).toEqual([...table.values]);
  });
});

describe('ALiBi and T5 beyond the query', () => {
  it.each(['alibi', 't5'] as const)('%s reaches to keys after it where it is told to', (kind) => {
    const [one] = shown(kind, 'bias');
    const [both] = shown(kind, 'bias', { bidirectional: true });
    expect(one.reading.value(2, 9)).toBe(-Infinity);
    expect(both.reading.value(2, 9)).not.toBe(-Infinity);
    const [kernel] = shown(kind, 'kernel', { bidirectional: true });
    expect(kernel.reading.columns).toBe(47);
    expect(kernel.reading.columnName(0)).toBe('-23');
    // Of a matrix, key − query; the kernel says the same at that distance.
    for (const [query, key] of [
      [2, 9],
      [9, 2],
      [5, 5],
    ]) {
      expect(kernel.reading.value(0, key - query + 23)).toBe(both.reading.value(query, key));
    }
  });
});
