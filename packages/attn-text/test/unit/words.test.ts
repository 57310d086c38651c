import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/words.js';

/** GPT-2's pieces: the bytes of texts in the byte alphabet. */
function byteLevel(...pieces: (string | number[])[]): string[] {
  const printable = (byte: number) => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  const others = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !printable(byte));
  return pieces.map((piece) =>
    [...(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)]
      .map((byte) => String.fromCharCode(printable(byte) ? byte : 0x100 + others.indexOf(byte)))
      .join(''),
  );
}

const words = (tokens: readonly string[], join = true) => readWords(tokens, { join }).map(({ text }) => text);
/** The text as it is shown and copied. */
const text = (tokens: readonly string[], join = true) =>
  readWords(tokens, { join })
    .map((word) => word.lead + word.text)
    .join('');

describe('pieces become words', () => {
  it('of byte-level tokenizers', () => {
    const tokens = ['The', 'Ġtoken', 'izer', 'Ġdoesn', "'t", 'Ġsplit', ',', 'Ġsee', 'Ċ', 'Next', 'Ġline', '.'];
    expect(words(tokens)).toEqual(['The', 'tokenizer', "doesn't", 'split', ',', 'see', '\n', 'Next', 'line', '.']);
    expect(text(tokens)).toBe("The tokenizer doesn't split, see\nNext line.");
  });

  it('of SentencePiece, also where its mark stands alone and where bytes stand for a character', () => {
    const tokens = ['<s>', '▁The', '▁cath', 'ed', 'ral', '▁', 'of', '▁K', 'öln', '<0xE4>', '<0xBD>', '<0xA0>', '.'];
    expect(words(tokens)).toEqual(['<s>', 'The', 'cathedral', 'of', 'Köln', '你', '.']);
    expect(text(tokens)).toBe('<s> The cathedral of Köln你.');
  });

  it('of WordPiece', () => {
    const tokens = ['[CLS]', 'un', '##believ', '##able', ',', 'isn', "'", 't', 'it', '?', '(', 'yes', ')', '[SEP]'];
    expect(words(tokens).slice(0, 4)).toEqual(['[CLS]', 'unbelievable', ',', 'isn']);
    expect(text(tokens)).toBe("[CLS] unbelievable, isn't it? (yes) [SEP]");
  });

  it('of CLIP, which marks where words end', () => {
    const tokens = [
      '<|startoftext|>',
      'a</w>',
      'photo</w>',
      'of</w>',
      'rag',
      'nar',
      'ok</w>',
      '.</w>',
      '<|endoftext|>',
    ];
    expect(words(tokens).slice(1, -1)).toEqual(['a', 'photo', 'of', 'ragnarok', '.']);
    expect(text(tokens.slice(1, -1))).toBe('a photo of ragnarok.');
    // Its pieces are bytes as well: é is Ã©.
    expect(words(['caf', 'Ã©</w>', '2', '0</w>'])).toEqual(['café', '20']);
  });

  it('of subword-nmt, which marks what goes on', () => {
    const tokens = ['the', 'ragn@@', 'ar@@', 'ok', 'is', 'n@@', 'igh', '.'];
    expect(words(tokens)).toEqual(['the', 'ragnarok', 'is', 'nigh', '.']);
    expect(text(tokens)).toBe('the ragnarok is nigh.');
    expect(words(['a', '@@', 'b'])).toEqual(['a', '@@', 'b']);
  });

  it('of tokens that carry their spaces, as TransformerLens gives them', () => {
    const tokens = ['<|endoftext|>', 'The', ' mo', 'urn', 'ers', ' went', '.'];
    expect(words(tokens)).toEqual(['<|endoftext|>', 'The', 'mourners', 'went', '.']);
    expect(text(tokens)).toBe('<|endoftext|> The mourners went.');
  });

  it('not of words, which are told by no mark', () => {
    const tokens = ['The', 'dog', 'was', 'found', 'by', 'the', 'crew', '.', 'x'];
    expect(words(tokens)).toEqual(tokens);
    expect(text(tokens)).toBe('The dog was found by the crew. x');
  });

  it('and say which tokens they are of', () => {
    const spans = readWords(['▁a', '▁bb', 'b', '▁c'], { join: true }).map(({ first, end }) => [first, end]);
    expect(spans).toEqual([
      [0, 1],
      [1, 3],
      [3, 4],
    ]);
  });

  it('but never over the start of a sentence', () => {
    const found = readWords(['un', '##do', '##able'], { join: true, starts: new Set([0, 2]) });
    expect(found.map((word) => word.lead + word.text)).toEqual(['undo', 'able']);
  });
});

describe('scripts without spaces', () => {
  it('have a word for each piece, and none between them', () => {
    const tokens = ['年轻', '的', '老师', '明天', 'help', '孩子', '。', '<eos>'];
    expect(words(tokens)).toEqual(tokens);
    expect(text(tokens)).toBe('年轻的老师明天help孩子。 <eos>');
    expect(words(['▁我', '喜欢', '▁tea', 's'])).toEqual(['我', '喜欢', 'teas']);
    expect(words(['สวัส', 'ดี', ' a', 'b'])).toEqual(['สวัส', 'ดี', 'ab']);
  });

  it('keep a character together that is torn between tokens', () => {
    const [first, second, third] = new TextEncoder().encode('你');
    const tokens = byteLevel('Hi', [0x20, first, second], [third], '好');
    expect(words(tokens)).toEqual(['Hi', '你', '好']);
    expect(text(tokens)).toBe('Hi 你好');
    expect(words(tokens, false)).toEqual(['Hi', '你₁', '你₂', '好']);
  });
});

describe('a text', () => {
  it('runs from the right as it is', () => {
    expect(text(['השועל', 'החום', 'קופץ', '.'])).toBe('השועל החום קופץ.');
    expect(text(['▁مرح', 'با', '،', '▁عالم'])).toBe('مرحبا، عالم');
  });

  it('stays the same where pieces stay apart', () => {
    for (const tokens of [
      ['The', 'Ġtoken', 'izer', '.', 'Ċ', 'It'],
      ['▁The', '▁cath', 'edral'],
      ['un', '##believ', '##able', '!'],
    ]) {
      expect(text(tokens, false)).toBe(text(tokens, true));
      expect(words(tokens, false)).toHaveLength(tokens.length);
    }
    expect(readWords(['un', '##do'], { join: false }).map(({ name }) => name)).toEqual(['un', '##do']);
  });

  it('shows what cannot be seen, and copies line ends as such', () => {
    const [, end, next] = readWords(['a', 'Ċ', 'Ġb'], { join: true });
    expect(end).toMatchObject({ text: '\n', sign: '↵', name: '↵' });
    expect(next).toMatchObject({ text: 'b', sign: null, lead: '' });
    expect(words(['a', '\u202eb', '\0'])).toEqual(['a', '⟨U+202E⟩b', '⟨U+0000⟩']);
    expect(words(['a', ''])).toEqual(['a', ' ']);
    expect(readWords(['a', ''], { join: true })[1].sign).not.toBe(null);
  });
});
