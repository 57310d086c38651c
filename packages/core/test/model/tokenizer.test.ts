import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttnError } from '../../src/errors.js';
import { openTokenizer } from '../../src/model/tokens/open-tokenizer.js';
import { LONGEST_TEXT } from '../../src/model/tokens/tokenizer.js';
import { openFolder } from '../../src/model/weights/open-folder.js';

const open = (files: Record<string, string>) =>
  openTokenizer(
    openFolder(new Map(Object.entries(files).map(([name, text]) => [name, new Blob([text])])), { limit: 2 ** 20 }),
  );

const fault = async (opening: Promise<unknown>): Promise<AttnError> => {
  const error = await opening.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AttnError);
  return error as AttnError;
};

const words = (more: object = {}) => ({
  model: { type: 'WordLevel', vocab: { '[UNK]': 0, '[CLS]': 1, a: 2, b: 3 }, unk_token: '[UNK]' },
  added_tokens: [
    { id: 0, content: '[UNK]', special: true },
    { id: 1, content: '[CLS]', special: true },
  ],
  pre_tokenizer: { type: 'Whitespace' },
  ...more,
});
const file = (more: object = {}) => ({ 'tokenizer.json': JSON.stringify(words(more)) });

describe('a tokenizer', () => {
  it('marks special tokens, those that were typed among them', async () => {
    const tokenizer = await open(
      file({
        post_processor: {
          type: 'TemplateProcessing',
          single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
          pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
        },
      }),
    );
    const { ids, pieces, special, texts } = tokenizer.encode('a [CLS] c');
    expect(ids).toEqual([1, 2, 1, 0]);
    expect(pieces).toEqual(['[CLS]', 'a', '[CLS]', '[UNK]']);
    expect(special).toEqual([true, false, true, true]);
    expect(texts).toEqual([null, 0, 0, 0]);
  });

  it('tells a piece of it that can be read, and a number beyond its vocabulary', async () => {
    const bytes = { type: 'BPE', vocab: { Ġa: 0, Ã: 1 }, merges: [] };
    const tokenizer = await open(file({ model: bytes, pre_tokenizer: { type: 'ByteLevel' }, added_tokens: [] }));
    expect([tokenizer.piece(0), tokenizer.piece(1), tokenizer.piece(9)]).toEqual(['·a', '⟨0xC3⟩', '#9']);
  });

  it('reads no text beyond its limit', async () => {
    const tokenizer = await open(file());
    expect(tokenizer.encode('a '.repeat(LONGEST_TEXT / 2)).ids).toHaveLength(LONGEST_TEXT / 2);
    expect(() => tokenizer.encode('a'.repeat(LONGEST_TEXT + 1))).toThrow('at most 10,000 characters');
  });

  it('that adds a token without an id is damaged', async () => {
    const single = [{ SpecialToken: { id: '[NONE]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }];
    const tokenizer = await open(file({ post_processor: { type: 'TemplateProcessing', single, pair: single } }));
    expect(() => tokenizer.encode('a')).toThrow('[NONE]');
  });
});

describe('a list of words', () => {
  it('is a file of lines, whose places are ids', async () => {
    const tokenizer = await open({ 'vocab.txt': '[PAD]\n[UNK]\nthe\nlamp\n.\ncafé\n' });
    expect(tokenizer.encode('the lamp. Otto café').ids).toEqual([2, 3, 4, 1, 5]);
    expect(tokenizer.encode('the [PAD]').special).toEqual([false, true]);
    expect(tokenizer.vocabulary).toBe(6);
  });

  it.each(['["a","be","<unk>"]', '{"be":1,"<unk>":2,"a":0}'])('is JSON: %s', async (json) => {
    const tokenizer = await open({ 'vocab.json': json });
    expect(tokenizer.encode('be c a').ids).toEqual([1, 2, 0]);
    expect(tokenizer.decode([0, 1])).toBe('a be');
  });

  it('is of characters where all words are one', async () => {
    const tokenizer = await open({ 'vocab.json': '["a","b"," ","\\n","😀"]' });
    expect(tokenizer.encode('ab 😀\nb').ids).toEqual([0, 1, 2, 4, 3, 1]);
    expect(tokenizer.decode([0, 2, 1])).toBe('a b');
    const letters = await open({ 'vocab.json': '["A","B"]' });
    expect(letters.encode('AB').ids).toEqual(letters.encode('A B').ids);
  });

  it('without a word for unknown ones names the word that it lacks', async () => {
    const tokenizer = await open({ 'vocab.txt': 'the\nlamp' });
    expect(() => tokenizer.encode('the moon')).toThrow('text is moon: the model has no such token');
  });

  it('of pieces of words is refused: it does not say how a text becomes them', async () => {
    for (const one of ['the\n##ing', 'Ġthe\na']) {
      const error = await fault(open({ 'vocab.txt': one }));
      expect(error.code).toBe('unsupported');
      expect(error.message).toContain('tokenizer.json');
    }
  });

  it.each(['["a","a"]', '{"a":1}', '{"a":0,"b":0}', '{"a":1e9}', '[1]', '7', '[]'])(
    'that is none is damaged: %s',
    async (json) => {
      expect((await fault(open({ 'vocab.json': json }))).code).toBe('damaged');
    },
  );

  it('is asked for after tokenizer.json, which is named where there is neither', async () => {
    expect((await fault(open({}))).message).toBe('There is no tokenizer.json in data.');
  });
});

describe('a hostile tokenizer', () => {
  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no model', '{}'],
    ['a vocabulary of text', JSON.stringify(words({ model: { vocab: { a: 'x' } } }))],
    ['ids below 0', JSON.stringify(words({ model: { vocab: { a: -1 } } }))],
    ['ids beyond all memory', JSON.stringify(words({ model: { vocab: { a: 4e9 } } }))],
    ['merges of numbers', JSON.stringify(words({ model: { type: 'BPE', vocab: { a: 1 }, merges: [[1, 2]] } }))],
    ['added tokens without ids', JSON.stringify(words({ added_tokens: [{ content: 'x' }] }))],
    [
      'a pattern too long',
      JSON.stringify(words({ normalizer: { type: 'Replace', pattern: { Regex: 'a'.repeat(1e5) } } })),
    ],
    ['a step that is text', JSON.stringify(words({ decoder: 'x' }))],
    [
      'steps too deep',
      `{"model":{"vocab":{}},"normalizer":${'{"type":"Sequence","normalizers":['.repeat(999)}${']}'.repeat(999)}}`,
    ],
  ])('is damaged: it has %s', async (_, text) => {
    expect((await fault(open({ 'tokenizer.json': text }))).code).toBe('damaged');
  });

  it.each([
    ['a model', { model: { type: 'Other', vocab: undefined } }, 'damaged'],
    ['a normalizer', { normalizer: { type: 'Other' } }, 'unsupported'],
    ['a pre-tokenizer', { pre_tokenizer: { type: 'constructor' } }, 'unsupported'],
    [
      'a pattern that is none',
      { normalizer: { type: 'Replace', pattern: { Regex: '(' }, content: '' } },
      'unsupported',
    ],
  ])('has %s that is not known', async (_, more, code) => {
    expect((await fault(open(file(more)))).code).toBe(code);
  });

  it('is refused with a sentence, or makes ids, whatever it is', async () => {
    const names = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', '[UNK]', '');
    const id = fc.oneof(fc.integer({ min: -1, max: 5 }), fc.constantFrom(0.5, 2 ** 22, 2 ** 40));
    const step = fc.oneof(
      fc.constant(null),
      fc.record({ type: fc.constantFrom('Whitespace', 'ByteLevel', 'Sequence', 'Metaspace', 'Digits', '__proto__') }),
    );
    const token = fc.record({ id, content: names, special: fc.boolean() });
    const hostile = fc.record({
      model: fc.record({
        type: fc.constantFrom('BPE', 'WordPiece', 'Unigram', 'WordLevel', 'x'),
        vocab: fc.oneof(fc.dictionary(names, id), fc.array(fc.tuple(names, fc.double()), { maxLength: 4 })),
        merges: fc.oneof(fc.array(fc.constantFrom('a b', 'b', ' '), { maxLength: 3 }), fc.constant(undefined)),
        unk_token: fc.oneof(names, fc.constant(null)),
        unk_id: fc.oneof(id, fc.constant(null)),
        continuing_subword_prefix: fc.constant('##'),
      }),
      added_tokens: fc.array(token, { maxLength: 3 }),
      pre_tokenizer: step,
      normalizer: step,
      post_processor: step,
      decoder: step,
    });
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom('a b', 'constructor', ' ', '__proto__ x'), async (json, text) => {
        try {
          const tokenizer = await open({ 'tokenizer.json': JSON.stringify(json) });
          const { ids, pieces } = tokenizer.encode(text, 'b');
          expect(ids.every((one) => Number.isInteger(one) && one >= 0)).toBe(true);
          expect(pieces.every((piece) => typeof piece === 'string')).toBe(true);
          tokenizer.decode(ids);
        } catch (error) {
          expect(error).toBeInstanceOf(AttnError);
          expect((error as AttnError).code).not.toBe('unexpected');
        }
      }),
      { numRuns: 500 },
    );
  });
});
