import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/corpus/table.js';

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const things = ['soup', 'room', 'view', 'lift', 'staff'];
const words = ['warm', 'dirty', 'great', 'broken', 'kind', 'rude', 'superb', 'awful'];
/** Reviews of which every second is good, all different but every 40th. */
const review = (i: number) => `The ${things[i % 5]} was ${words[i % 8]} and the rest was fine`;
const sign = (i: number) => (i % 2 ? 'ham' : 'spam');
const lines = (...rows: string[][]) => rows.map((row) => row.join(',')).join('\n');
const read = (text: string, choice = {}) => readTable(text, 'data', choice);
const refusal = (text: string, choice = {}) => {
  try {
    read(text, choice);
  } catch (error) {
    return error as Error & { code: string; details: Record<string, unknown> };
  }
  throw new Error('It was read.');
};

describe('columns of a table', () => {
  it.each([
    ['text and label', lines(['text', 'label'], ...times(20, (i) => [review(i), sign(i)])), ['text', 'label']],
    [
      'a label first, and columns of nothing',
      lines(['v1', 'v2', '', ''], ...times(20, (i) => [sign(i), review(i), '', ''])),
      ['v2', 'v1'],
    ],
    ['a label first, without names', lines(...times(20, (i) => [sign(i), review(i)])), ['1', '0']],
    [
      'rows that are numbered',
      lines(['id', 'review', 'stars'], ...times(20, (i) => [String(i), review(i), String(1 + (i % 2))])),
      ['review', 'stars'],
    ],
    [
      'rows that pandas numbered',
      lines(['', 'review', 'mood'], ...times(20, (i) => [String(i), review(i), sign(i)])),
      ['review', 'mood'],
    ],
    [
      'rows with codes and dates',
      lines(['key', 'day', 'said', 'mood'], ...times(20, (i) => [`R-${i}x`, `2024-01-${10 + i}`, review(i), sign(i)])),
      ['said', 'mood'],
    ],
    [
      'labels that are numbers',
      lines(['target', 'text'], ...times(20, (i) => [String(i % 2), review(i)])),
      ['text', 'target'],
    ],
    [
      'JSON lines',
      times(20, (i) => JSON.stringify({ id: 900 + i, mood: sign(i), said: review(i) })).join('\n'),
      ['said', 'mood'],
    ],
    [
      'tabs, and a quoted text of two lines',
      `said\tmood\n${times(20, (i) => `"${review(i)}\n""so"""\t${sign(i)}`).join('\n')}`,
      ['said', 'mood'],
    ],
  ])('are found: %s', (_, text, names) => {
    const table = read(text);
    expect(table.names).toEqual(names);
    expect(table.isOfClasses).toBe(true);
    expect(table.rows).toHaveLength(20);
    expect(table.rows[3][0]).toContain('The lift was broken and the rest was fine');
    expect(new Set(table.rows.map(([, label]) => label)).size).toBe(2);
  });

  it('keep quotes, commas and line ends of quoted cells', () => {
    expect(read('id,text,label\n1,"a ""b"", c\nd",x\n2,plain,"y, z"\n').rows).toEqual([
      ['a "b", c\nd', 'x'],
      ['plain', 'y, z'],
    ]);
    expect(read('text\tlabel\n"She said ""dull""\ntwice"\tneg\nfine\tpos\n').rows[0]).toEqual([
      'She said "dull"\ntwice',
      'neg',
    ]);
  });

  it('hold translations where nothing comes again', () => {
    const table = read('Hi.\t嗨。\n\nRun.\t跑。\n');
    expect(table).toMatchObject({ isOfClasses: false, names: ['0', '1'] });
    expect(table.rows).toEqual([
      ['Hi.', '嗨。'],
      ['Run.', '跑。'],
    ]);
    const named = read('source,target\nHi.,Salut.\nHi.,Allô.\nRun.,Cours.\n');
    expect(named).toMatchObject({ isOfClasses: false, names: ['source', 'target'] });
  });

  it('are those that the author names, by name or number', () => {
    const text = lines(
      ['title', 'body', 'mood', 'shop'],
      ...times(20, (i) => [`Of ${review(i)}`, review(i), sign(i), things[i % 3]]),
    );
    expect(read(text, { textColumn: 'body', labelColumn: 'shop' }).names).toEqual(['body', 'shop']);
    expect(read(text, { textColumn: '0', labelColumn: '2' }).names).toEqual(['title', 'mood']);
    expect(refusal(text)).toMatchObject({
      code: 'choose-column',
      details: { names: ['title', 'body'], attribute: 'text-column' },
    });
    expect(refusal(text, { textColumn: 'body' })).toMatchObject({
      code: 'choose-column',
      details: { names: ['mood', 'shop'], attribute: 'label-column' },
    });
    expect(refusal(text, { textColumn: 'bodies' })).toMatchObject({
      code: 'no-column',
      message: 'data has no column bodies, as text-column says. It has: title, body, mood, shop.',
    });
  });

  it.each([
    [
      'one class',
      lines(['text', 'label'], ...times(9, (i) => [`${i} ${review(i)}`, 'good'])),
      'one-class',
      'All labels of data are good',
    ],
    [
      'one class by content',
      lines(['said', 'mood'], ...times(9, (i) => [`${i} ${review(i)}`, 'good'])),
      'one-class',
      'in the column mood',
    ],
    [
      'decimals',
      lines(['text', 'label'], ...times(40, (i) => [review(i), String(0.137 * i + 0.01)])),
      'decimal-labels',
      '40 different numbers with decimals in 40 rows',
    ],
    [
      'classes of a row each',
      lines(['text', 'label'], ...times(120, (i) => [review(i), `class ${i}`])),
      'many-classes',
      '120 classes in 120 rows',
    ],
  ])('are refused: %s', (_, text, code, sentence) => {
    expect(refusal(text).code).toBe(code);
    expect(refusal(text).message).toContain(sentence);
  });

  it('tells of rows that are left out', () => {
    const text = lines(['text', 'label'], ...times(12, (i) => [i === 3 ? '' : review(i), i === 5 ? '' : sign(i)]));
    expect(read(text).rows).toHaveLength(10);
    expect(read(text).notes).toEqual([{ name: 'rows-left-out', details: { count: 2 } }]);
  });

  it.each(['{"text": "a"', 'one\ntwo\n', '', '[1, 2, 3]'])('are missing from %j', (text) => {
    expect(refusal(text).code).toBe('damaged');
  });
});
