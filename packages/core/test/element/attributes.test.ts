import { expect } from '@open-wc/testing';
import { defineElement, numberPair, oneOf, optionalNumber, wordList } from '../../src/element/index.js';
import { warningsOf } from './warnings.js';

type Converter = { fromAttribute?: (value: string | null) => unknown };

/** What an attribute becomes, and how many warnings that takes. */
function read({ fromAttribute }: Converter, value: string | null) {
  let result: unknown;
  const warnings = warningsOf(() => (result = fromAttribute!(value)));
  return { result, warnings: warnings.length };
}

describe('attributes', () => {
  const cases: [string, Converter, string | null, unknown, number][] = [
    ['a word', oneOf(['linear', 'log']), 'log', 'log', 0],
    ['a word in any case, with spaces', oneOf(['linear', 'log']), ' LOG ', 'log', 0],
    ['no word', oneOf(['linear', 'log']), null, 'linear', 0],
    ['a wrong word', oneOf(['linear', 'log']), 'cubic', 'linear', 1],
    ['a number', optionalNumber, '3', 3, 0],
    ['no number', optionalNumber, '', null, 0],
    ['a number that is none', optionalNumber, '3px', null, 1],
    ['an infinite number', optionalNumber, 'Infinity', null, 1],
    ['two numbers', numberPair, '0 1', [0, 1], 0],
    ['two numbers with a comma', numberPair, ' -0.5, 1e-1 ', [-0.5, 0.1], 0],
    ['two numbers the wrong way round', numberPair, '1 0', null, 1],
    ['one number', numberPair, '1', null, 1],
    ['three numbers', numberPair, '0 1 2', null, 1],
    ['no pair', numberPair, null, null, 0],
    ['words', wordList(/\s+/), ' the  cat sat ', ['the', 'cat', 'sat'], 0],
    ['a JSON list', wordList(/\s+/), '["the cat", "[SEP]"]', ['the cat', '[SEP]'], 0],
    ['words that begin with a bracket', wordList(/\s+/), '[CLS] the [SEP]', ['[CLS]', 'the', '[SEP]'], 0],
    ['no words', wordList(/\s+/), null, null, 0],
  ];
  for (const [about, converter, value, result, warnings] of cases) {
    it(`read ${about}${warnings ? ' with a warning' : ''}`, () => {
      expect(read(converter, value)).to.deep.equal({ result, warnings });
    });
  }
});

describe('a tag', () => {
  it('that is registered twice keeps the first, with one warning', () => {
    class First extends HTMLElement {}
    class Second extends HTMLElement {}
    const warnings = warningsOf(() => {
      defineElement('x-twice', First);
      defineElement('x-twice', First);
    });
    expect(warnings).to.deep.equal([]);
    expect(warningsOf(() => defineElement('x-twice', Second))).to.have.length(1);
    expect(customElements.get('x-twice')).to.equal(First);
  });
});
