import { describe, expect, it } from 'vitest';
import { displayTokens, spellTokens } from '../../src/data/index.js';

/** GPT-2's pieces: the bytes of a text, cut where told, in the byte alphabet. */
function byteLevel(...pieces: (string | number[])[]): string[] {
  const printable = (byte: number) => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  const others = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !printable(byte));
  return pieces.map((piece) =>
    [...(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)]
      .map((byte) => String.fromCharCode(printable(byte) ? byte : 0x100 + others.indexOf(byte)))
      .join(''),
  );
}

describe('byte-level tokens', () => {
  it('are decoded, the space before a word visible', () => {
    expect(displayTokens(['The', 'Ġcat', ',', 'Ċ', 'ĠĠ', 'it', "Ġisn't"])).toEqual([
      'The',
      '·cat',
      ',',
      '↵',
      '··',
      'it',
      "·isn't",
    ]);
  });

  it('show a character split over tokens with the numbers of its parts', () => {
    const [first, second, third] = new TextEncoder().encode('你');
    expect(displayTokens(byteLevel('Hi', [first, second], [third], '好'))).toEqual(['Hi', '你₁', '你₂', '好']);
    expect(displayTokens(byteLevel([0x20, first], [second], [third, 0x21]))).toEqual(['·你₁', '你₂', '你₃!']);
    expect(displayTokens(byteLevel(' ', [0xf0, 0x9f], [0x98], [0x80]))).toEqual(['·', '😀₁', '😀₂', '😀₃']);
  });

  it('spell what they stand for, also in groups, and say where a character is torn', () => {
    const [first, second, third] = new TextEncoder().encode('你');
    const pieces = byteLevel('Hi', [0x20, first, second], [third], ' the', 're');
    expect(spellTokens(pieces)).toEqual({
      texts: ['Hi', ' 你₁', '你₂', ' the', 're'],
      torn: [false, true, false, false, false],
    });
    expect(spellTokens(pieces, [0, 1, 1, 2, 2]).texts).toEqual(['Hi', ' 你', ' there']);
    expect(spellTokens(['▁a', '<0xE4>', '<0xBD>', '<0xA0>'], [0, 1, 1, 1]).texts).toEqual(['▁a', '你']);
    expect(spellTokens([])).toEqual({ texts: [], torn: [] });
  });

  it('show bytes that are no text as bytes', () => {
    expect(displayTokens(byteLevel(' the rest is', [0xe4, 0xbd], ' cut', [0xff]))).toEqual([
      '·the rest is',
      '⟨0xE4⟩⟨0xBD⟩',
      '·cut',
      '⟨0xFF⟩',
    ]);
  });

  it('may stand among special tokens in any characters', () => {
    expect(displayTokens(['<｜begin▁of▁sentence｜>', 'ĠÃ©t', 'Ã©', '<|endoftext|>'])).toEqual([
      '<｜begin▁of▁sentence｜>',
      '·ét',
      'é',
      '<|endoftext|>',
    ]);
  });

  it('are known without spaces too, as Chinese has none', () => {
    expect(displayTokens(byteLevel('你好', '世界'))).toEqual(['你好', '世界']);
  });

  it('are not mistaken for words with accents', () => {
    for (const words of [['café', 'déjà', 'vu'], ['Değil', 'mi'], ['řeč', 'čas'], ['Où', 'est', 'l’été'], ['reč']]) {
      expect(displayTokens(words)).toEqual(words);
    }
  });
});

describe('other tokens', () => {
  it('of WordPiece and SentencePiece stay as they are', () => {
    const tokens = ['[CLS]', 'un', '##believ', '##able', '[SEP]', '▁the', '▁', '</s>', '<pad>'];
    expect(displayTokens(tokens)).toEqual(tokens);
  });

  it('of SentencePiece that are bytes are joined', () => {
    expect(displayTokens(['▁', '<0xE4>', '<0xBD>', '<0xA0>', '<0x0A>'])).toEqual(['▁', '你₁', '你₂', '你₃', '↵']);
    expect(displayTokens(['<0xE4>', 'a'])).toEqual(['⟨0xE4⟩', 'a']);
  });

  it('in Chinese, Japanese, Arabic, Hebrew and Hindi stay as they are', () => {
    const tokens = ['小', '的猫', '、', 'ねこ', 'القطة', 'على', 'שלום', 'नमस्ते', 'می‌خواهم', '👩‍👩‍👧', '❤️'];
    expect(displayTokens(tokens)).toEqual(tokens);
  });

  it('show white space at their ends and not within', () => {
    expect(displayTokens([' the', 'the ', 'New York', 'a  b', ' ', '\t', '\n\n', '\r\n', ''])).toEqual([
      '·the',
      'the·',
      'New York',
      'a··b',
      '·',
      '⇥',
      '↵↵',
      '↵',
      '∅',
    ]);
  });

  it('show what cannot be seen as code points', () => {
    expect(
      displayTokens([
        'a\u0000',
        '\u200b',
        'x\u202ey',
        '\u2066',
        '\u00a0',
        '\u3000',
        '\u00ad',
        '\ufeff',
        '\ud800',
        '\u200d',
      ]),
    ).toEqual([
      'a⟨U+0000⟩',
      '⟨U+200B⟩',
      'x⟨U+202E⟩y',
      '⟨U+2066⟩',
      '⟨U+00A0⟩',
      '⟨U+3000⟩',
      '⟨U+00AD⟩',
      '⟨U+FEFF⟩',
      '⟨U+D800⟩',
      '⟨U+200D⟩',
    ]);
  });

  it('put a mark that stands alone on a dotted circle', () => {
    expect(displayTokens(['\u0301', 'e\u0301', '\u064e'])).toEqual(['◌\u0301', 'e\u0301', '◌\u064e']);
  });

  it('are text, whatever they look like', () => {
    expect(displayTokens(['<img src=x onerror=alert(1)>', '&lt;', '__proto__', 'constructor'])).toEqual([
      '<img src=x onerror=alert(1)>',
      '&lt;',
      '__proto__',
      'constructor',
    ]);
  });

  it('give one text for each', () => {
    expect(displayTokens([])).toEqual([]);
    expect(displayTokens(Array.from({ length: 10_000 }, (_, at) => `Ġw${at}`))).toHaveLength(10_000);
  });
});
