import type { Facet, PlotLine } from '../drawing.js';
import type { Encoding, WaveState } from '../kinds/encoding.js';
import type { PlotSentence } from '../strings.js';
import type { PlotWords } from './words.js';

/** Names of the lines. */
const names = {
  unscaled: 'unscaled',
  scaled: 'scaled',
  paper: 'asInPaper',
  tensor2tensor: 'tensor2tensor',
  plainPaper: 'inPaper',
} as const satisfies Record<WaveState, PlotSentence>;

/** After how many positions each pair of columns repeats, and which of them a model has seen repeat. */
export function wavelengths(encoding: Encoding, words: PlotWords): Facet {
  const { say } = words;
  const { lines: given, formula } = encoding.waves!();
  const count = given[0].values.length;
  const lines = given.map(
    ({ state, values }, row): PlotLine => ({
      row,
      name: say(names[state]),
      values,
      offset: 0,
      stride: 1,
      count,
    }),
  );
  const all = given.flatMap(({ values }) => [Math.min(...values), Math.max(...values)]);
  const reach = encoding.trained ?? encoding.length;
  // Of a scaled model, what it computes.
  const { values: own } = given.find(({ state }) => state === 'scaled') ?? given[0];
  const repeating = own.reduce((sum, wave) => sum + Number(wave <= reach), 0);
  return {
    kind: encoding.kind,
    title: '',
    reading: {
      rows: lines.length,
      columns: count,
      rowTitle: say('scaling'),
      columnTitle: say('pair'),
      rowName: (row) => lines[row].name,
      columnName: String,
      value: (row, column) => given[row].values[column],
      formula: (row, column) => formula(column, given[row].state),
    },
    content: { type: 'lines', lines, apart: false, band: null, reference: null },
    x: { title: say('pair'), kind: 'linear', domain: [0, Math.max(1, count - 1)], whole: true, first: 0, step: 1 },
    y: { title: say('wavelength'), kind: 'log', domain: [Math.min(...all), Math.max(...all, reach)], whole: false },
    trained: { x: null, y: reach },
    notes: [],
    counted: { count: repeating, details: { pairs: count, reach }, alone: 'repeating', together: 'repeatingEach' },
  };
}
