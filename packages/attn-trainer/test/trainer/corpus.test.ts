import { describe, expect, it } from 'vitest';
import { isHeldBack } from '../../src/datasets/held-back.js';
import { Epochs } from '../../src/datasets/epochs.js';
import { drawDigit } from '../../src/corpus/glyphs.js';
import { anySentence, grammarWords, LONGEST } from '../../src/corpus/grammar.js';
import { anyNotes, LONGEST as NOTES, noteWords } from '../../src/corpus/travel-notes.js';
import { sentencesOf, Vocabulary, wordsOf } from '../../src/corpus/vocabulary.js';
import { taskNamed } from '../../src/tasks/index.js';
import { settingsOf } from '../../src/tasks/settings.js';
import { Random } from '../../src/trainer/random.js';

const times = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('random numbers', () => {
  it('are spread evenly, and normally', () => {
    const random = new Random(1);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const even = times(20_000).map(() => random.next());
    // Within five standard errors of the means of u, u² and of z, z², z⁴.
    expect(Math.abs(mean(even) - 1 / 2)).toBeLessThan(0.0103);
    expect(Math.abs(mean(even.map((u) => u * u)) - 1 / 3)).toBeLessThan(0.0106);
    const normal = times(20_000).map(() => random.normal());
    expect(Math.abs(mean(normal))).toBeLessThan(0.036);
    expect(Math.abs(mean(normal.map((z) => z ** 2)) - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(normal.map((z) => z ** 4)) - 3)).toBeLessThan(0.35);
  });

  it('are the same for the same keys alone', () => {
    const first = (...keys: (string | number)[]) => new Random(...keys).next();
    expect(first(1, 'batch', 2)).toBe(first(1, 'batch', 2));
    const others = [
      first(1, 'batch', 2),
      first(2, 'batch', 1),
      first(1, 'batch', 12),
      first(11, 'batch', 2),
      first(1, 2),
    ];
    expect(new Set(others).size).toBe(others.length);
  });

  it('put things into every order', () => {
    const orders = times(600).map((i) => [...new Random(i).permutation(3)].join(''));
    expect(new Set(orders)).toEqual(new Set(['012', '021', '102', '120', '201', '210']));
  });
});

describe('what is held back', () => {
  it('is different each time, and told to be none where there are too few', () => {
    const task = taskNamed('reverse');
    const few = task.open(settingsOf(task, { length: 3, symbols: 2 }));
    expect(few.notes).toEqual([{ name: 'none-held-back', details: {} }]);
    // All prompts there are, once each.
    expect(few.examples).toBe(8);
    const some = task.open(settingsOf(task, { length: 3, symbols: 4 }));
    expect(some.notes).toEqual([]);
    const tokens = some.heldBack.flatMap(({ tokens: { shape, values } }) =>
      times(shape[0]).map((i) => Array.from(values.slice(i * shape[1], i * shape[1] + 3)).join()),
    );
    expect(tokens.length).toBe(some.examples);
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(tokens.every(isHeldBack)).toBe(true);
  });

  it('is never learned from, of sequences drawn anew', () => {
    const task = taskNamed('sort');
    const dataset = task.open(settingsOf(task, { symbols: 3, seed: 5 }));
    const prompts = ({ tokens }: { tokens: { shape: readonly number[]; values: ArrayLike<number> } }) =>
      times(tokens.shape[0]).map((i) =>
        Array.from(tokens.values)
          .slice(i * 11, i * 11 + 6)
          .join(),
      );
    const learned = times(50).flatMap((step) => prompts(dataset.batch(step) as never));
    const heldBack = dataset.heldBack.flatMap((batch) => prompts(batch as never));
    expect(heldBack.every(isHeldBack)).toBe(true);
    expect(learned.filter((prompt) => heldBack.includes(prompt))).toEqual([]);
  });

  it('leaves the rest of a finite set, which comes round in every epoch', () => {
    const epochs = new Epochs(3, 40, 8);
    const seen = times(10).flatMap((step) => epochs.at(step));
    for (const epoch of [seen.slice(0, 40), seen.slice(40)])
      expect([...epoch].sort((a, b) => a - b)).toEqual(times(40));
    expect(seen.slice(0, 40)).not.toEqual(seen.slice(40));
    // In any order of asking.
    expect(new Epochs(3, 40, 8).at(7)).toEqual(epochs.at(7));
  });
});

describe('the corpus', () => {
  it('of the grammar has no word or length that the model has not', () => {
    const random = new Random(1);
    for (const { source, target } of times(500).map(() => anySentence(random))) {
      expect(source.filter((word) => !grammarWords.english.includes(word))).toEqual([]);
      expect(target.filter((word) => !grammarWords.chinese.includes(word))).toEqual([]);
      expect(source.length).toBeLessThanOrEqual(LONGEST.english);
      expect(target.length).toBeLessThanOrEqual(LONGEST.chinese);
    }
  });

  it('of the notes too, and says of each class as much as of the other', () => {
    const random = new Random(1);
    const notes = times(500).map(() => anyNotes(random));
    for (const { sentences } of notes) {
      expect(sentences.flat().filter((word) => !noteWords.includes(word))).toEqual([]);
      expect(sentences.length).toBeLessThanOrEqual(NOTES.sentences);
      expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThanOrEqual(NOTES.words);
      expect(sentences.filter((words) => words.includes('was'))).toHaveLength(1);
    }
    for (const label of times(4)) {
      expect(Math.abs(notes.filter((one) => one.label === label).length - 125)).toBeLessThan(50);
    }
  });

  it('of the digits is ink on paper, in colours, and within the picture', () => {
    for (const digit of times(10)) {
      const { shape, values } = drawDigit(digit, 16, new Random(digit));
      expect(shape).toEqual([16, 16, 3]);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(1);
      const bright = times(256).filter((i) => values[3 * i] + values[3 * i + 1] + values[3 * i + 2] > 1.4).length;
      expect(bright, String(digit)).toBeGreaterThan(8);
      expect(bright, String(digit)).toBeLessThan(150);
    }
  });

  it('of texts is cut into words and sentences', () => {
    expect(wordsOf("It's 3 o'clock, 我喜歡你。")).toEqual(["it's", '3', "o'clock", ',', '我', '喜歡', '你', '。']);
    expect(sentencesOf('One. Two!\nThree')).toEqual([['one', '.'], ['two', '!'], ['three']]);
    expect(sentencesOf('It is 3.14 m. 他说：“好！”我走了。')).toEqual([
      ['it', 'is', '3.14', 'm', '.'],
      ['他', '说', '：', '“', '好', '！', '”'],
      ['我', '走了', '。'],
    ]);
  });

  it('of texts keeps together what its script joins', () => {
    // A family, a skin tone, a flag, a Persian verb with a non-joiner, a soft hyphen; Thai for "I love Thai".
    const joined = ['👨‍👩‍👧', '👍🏽', '🇨🇦', 'می\u200cروم', 'inter\u00adnational', 'ना\u200dम'];
    for (const word of joined) expect(wordsOf(`a ${word} b`)).toEqual(['a', word, 'b']);
    expect(wordsOf('🇨🇦🇯🇵')).toEqual(['🇨🇦', '🇯🇵']);
    expect(wordsOf('ฉันรักภาษาไทย')).toEqual(['ฉัน', 'รัก', 'ภาษา', 'ไทย']);
  });

  it('of texts knows the commonest words', () => {
    const vocabulary = Vocabulary.of(
      [
        ['b', 'a', 'a'],
        ['c', 'b', 'a'],
      ],
      2,
    );
    expect(vocabulary.words.slice(3)).toEqual(['a', 'b']);
    expect(vocabulary.idOf('c')).toBe(0);
  });
});
