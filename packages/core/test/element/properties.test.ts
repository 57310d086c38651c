import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import {
  coreEnglish,
  count,
  defineElement,
  flag,
  index,
  number,
  numberAbove,
  numberBetween,
  numberPair,
  oneOf,
  optional,
  type Property,
  PropertyCheck,
  text,
  wordList,
} from '../../src/element/index.js';
import { warningsOf } from './warnings.js';

/** What a property is that was given a value, and what is said of that. */
function read(property: Property<unknown>, value: unknown) {
  class Checked extends LitElement {
    static override properties = { value: property };
    declare value: unknown;
    readonly check = new PropertyCheck(this, coreEnglish);
  }
  const name = `x-checked-${counted++}`;
  customElements.define(name, Checked);
  const host = Object.assign(document.createElement(name) as Checked, { value });
  const warnings = warningsOf(() => host.check.apply(new Map([['value', undefined]])));
  const said = host.check.error?.message ?? null;
  expect(warnings).to.deep.equal(said === null ? [] : [`<${name}>: ${said}`]);
  return { result: host.value, said };
}
let counted = 0;

describe('properties', () => {
  const scale = oneOf(['linear', 'log']);
  const words = wordList(/\s+/);
  const cases: [string, Property<unknown>, unknown, unknown, (string | null)?][] = [
    ['a word', scale, 'log', 'log'],
    ['a word in any case, with spaces', scale, ' LOG ', 'log'],
    ['no word', scale, null, 'linear'],
    ['nothing for a word', scale, undefined, 'linear'],
    ['a wrong word', scale, 'cubic', 'linear', 'value is cubic: one of linear, log is needed.'],
    ['a word that need not be', optional(scale), '', null],
    ['text', text, ' a b ', ' a b '],
    ['an object for text', text, { a: 1 }, null, 'value is {"a":1}: text is needed.'],
    ['a flag', flag, true, true],
    [
      'a flag that is said to be off',
      flag,
      'false',
      false,
      'value is false: the attribute stands alone; leave it out to switch it off.',
    ],
    ['a number', number(null), '3', 3],
    ['a number as a property', number(null), 3, 3],
    ['no number', number(7), '', 7],
    ['a number that is none', number(null), '3px', null, 'value is 3px: a number is needed.'],
    ['an infinite number', number(null), 'Infinity', null, 'value is Infinity: a number is needed.'],
    ['no number at all', number(null), NaN, null, 'value is NaN: a number is needed.'],
    ['a list for a number', number(null), [3], null, 'value is [3]: a number is needed.'],
    ['a number above', numberAbove(0, 1), '0.1', 0.1],
    ['a number not above', numberAbove(0, 1), '0', 1, 'value is 0: a number above 0 is needed.'],
    ['a number above, but too far', numberAbove(0, 1, 1), 2, 1, 'value is 2: a number above 0, at most 1, is needed.'],
    ['a number between', numberBetween(0, 1, 0.5), '1', 1],
    ['a number not between', numberBetween(0, 1, 0.5), '1.1', 0.5, 'value is 1.1: a number from 0 to 1 is needed.'],
    ['a count', count(null), '2', 2],
    ['a count that is none', count(null), '2.5', null, 'value is 2.5: a whole number from 1 up is needed.'],
    ['an index', index, '0', 0],
    ['an index from the end', index, '-1', -1],
    [
      'an index that is none',
      index,
      'last',
      null,
      'value is last: a whole number is needed, from 0, or from −1 down to count from the end.',
    ],
    ['two numbers', numberPair, '0 1', [0, 1]],
    ['two numbers with a comma', numberPair, ' -0.5, 1e-1 ', [-0.5, 0.1]],
    ['a list of numbers', numberPair, [0, 1], [0, 1]],
    [
      'two numbers the wrong way round',
      numberPair,
      '1 0',
      null,
      'value is 1 0: two numbers are needed, the lower first.',
    ],
    ['one number', numberPair, '1', null, 'value is 1: two numbers are needed, the lower first.'],
    ['three numbers', numberPair, '0 1 2', null, 'value is 0 1 2: two numbers are needed, the lower first.'],
    ['no pair', numberPair, null, null],
    ['words', words, ' the  cat sat ', ['the', 'cat', 'sat']],
    ['a JSON list', words, '["the cat", "[SEP]"]', ['the cat', '[SEP]']],
    ['words that begin with a bracket', words, '[CLS] the [SEP]', ['[CLS]', 'the', '[SEP]']],
    ['no words', words, null, null],
    ['a list of words', words, ['a b', 'c'], ['a b', 'c']],
    ['an object for words', words, {}, null, 'value is {}: a list of words is needed.'],
    ['a long text', number(null), 'x'.repeat(99), null, `value is ${'x'.repeat(60)}…: a number is needed.`],
  ];
  for (const [about, property, value, result, said = null] of cases) {
    it(`read ${about}${said ? ', which is refused' : ''}`, () => {
      expect(read(property, value)).to.deep.equal({ result, said });
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
