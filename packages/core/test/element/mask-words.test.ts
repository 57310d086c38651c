import { expect } from '@open-wc/testing';
import { maskText, parseMask } from '../../src/element/computed/mask-words.js';
import { masksOf } from '../../src/element/computed/masks-of.js';

describe('the words of a mask', () => {
  it('are read in any order and separated by anything, and written in one', () => {
    for (const [text, written] of [
      ['none', 'none'],
      ['', 'none'],
      ['Causal', 'causal'],
      ['window 4', 'window 4'],
      ['window 4, causal', 'causal window 4'],
      ['global 2 window 0', 'window 0 global 2'],
      ['length 5，block 3', 'block 3 length 5'],
      ['documents 5 7 causal', 'causal documents 5 7'],
      ['seed 7 random 2 global 1 window 3', 'window 3 global 1 random 2 seed 7'],
      ['size 12, strided 4 prefix 2', 'prefix 2 strided 4 size 12'],
      ['dilated 2 window 4', 'window 4 dilated 2'],
    ]) {
      expect(maskText(parseMask(text)!), text).to.equal(written);
      expect(maskText(parseMask(written)!), written).to.equal(written);
    }
  });

  it('are refused where they mean nothing', () => {
    for (const text of [
      'window',
      'window -1',
      'window 1.5',
      'block 0',
      'global 1',
      'causal none',
      'window 1 window 2',
      'all',
      'causal causal',
      'windows 3',
      'dilated 2',
      'window 2 dilated 2 global 1',
      'random 2 random 3',
      'seed 3',
      'documents',
      'documents 2 0',
      'strided 0',
      'size 0',
    ]) {
      expect(parseMask(text), text).to.equal(undefined);
    }
  });

  it('stand for the masks of core/math', () => {
    expect(masksOf(parseMask('causal window 4 global 1 block 8 length 12')!)).to.deep.equal([
      { kind: 'causal' },
      { kind: 'window-global', size: 4, globals: 1 },
      { kind: 'block', size: 8 },
      { kind: 'padding', lengths: [12] },
    ]);
    expect(masksOf(parseMask('window 2 global 1 random 3 prefix 4 documents 5 6 strided 7')!)).to.deep.equal([
      { kind: 'random', count: 3, seed: 0, size: 2, globals: 1 },
      { kind: 'prefix', size: 4 },
      { kind: 'documents', lengths: [5, 6] },
      { kind: 'strided', stride: 7 },
    ]);
    expect(masksOf(parseMask('window 2 dilated 3')!)).to.deep.equal([{ kind: 'dilated', size: 2, gap: 3 }]);
    expect(masksOf({})).to.deep.equal([]);
  });
});
