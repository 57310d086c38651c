import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import {
  applyRules,
  defineElement,
  numberPair,
  oneOf,
  optionalNumber,
  type Rule,
  wordList,
} from '../../src/element/index.js';
import { warningsOf } from './warnings.js';

class Ruled extends LitElement {
  static override properties = { value: {} };
  declare value: unknown;
}
customElements.define('x-ruled', Ruled);

/** What a property becomes that was given a value, and how many warnings that takes. */
function read(rule: Rule<unknown>, value: unknown) {
  const host = Object.assign(document.createElement('x-ruled') as Ruled, { value });
  const warnings = warningsOf(() => applyRules(host, new Map([['value', undefined]]), { value: rule }));
  return { result: host.value, warnings: warnings.length };
}

describe('attributes', () => {
  const cases: [string, Rule<unknown>, unknown, unknown, number][] = [
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
    ['a list of words', wordList(/\s+/), ['a b', 'c'], ['a b', 'c'], 0],
    ['an object for words', wordList(/\s+/), {}, null, 1],
    ['a list of numbers', numberPair, [0, 1], [0, 1], 0],
    ['a number as a property', optionalNumber, 3, 3, 0],
    ['nothing for a word', oneOf(['linear', 'log']), undefined, 'linear', 0],
  ];
  for (const [about, rule, value, result, warnings] of cases) {
    it(`read ${about}${warnings ? ' with a warning' : ''}`, () => {
      expect(read(rule, value)).to.deep.equal({ result, warnings });
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
