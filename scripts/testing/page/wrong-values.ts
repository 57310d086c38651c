import { expect } from '@open-wc/testing';
import { isShown, listen, type Shown, show, warningsOf } from './fixture.js';

/** Attributes of all elements of attention that take any text. */
export const textsOfAttention = [
  'heading',
  'src',
  'data',
  'from',
  'array',
  'axes',
  'axis-unit',
  'encoding',
  'tokens',
  'query-tokens',
  'key-tokens',
  'group',
];

interface Told {
  readonly code: string;
  readonly message: string;
}

interface Property {
  readonly attribute?: string | false;
  readonly needs: string;
  check(value: unknown): unknown;
}

/** Value that no property takes but one of any text: flags take any but words that mean no. */
const wrongFor = ({ needs }: Property) => (needs === 'needsNothing' ? 'false' : '?!');

/** Whether a property takes any text; names that a part knows which comes later are refused then. */
const takesText = (property: Property) =>
  property.needs !== 'needsWord' && property.check(wrongFor(property)) !== undefined;

/**
 * Holds every attribute of an element to saying what it cannot be, and to showing nothing else instead.
 * @param attributes with which it shows something
 * @param names of those that take any text
 */
export function itRefusesWrongValues(tag: string, attributes: string, names: readonly string[]): void {
  const Element = customElements.get(tag) as CustomElementConstructor & {
    readonly elementProperties: ReadonlyMap<string, Property>;
  };
  const properties = [...Element.elementProperties.values()].filter(({ attribute }) => attribute !== false);
  const nameOf = ({ attribute }: Property) => attribute as string;

  describe(`a wrong value of an attribute of <${tag}>`, () => {
    it('can be told, unless it is one of those that take any text', () => {
      const free = properties.filter(takesText).map(nameOf);
      expect(free.sort()).to.deep.equal([...names].sort());
    });

    for (const property of properties.filter((one) => !takesText(one))) {
      const name = nameOf(property);
      const value = wrongFor(property);
      it(`is told of ${name}`, async () => {
        const element = await show<Shown>(tag, attributes, '<i>in other words</i>');
        const figure = element.shadowRoot!.querySelector('[part~=figure]')!;
        expect(isShown(figure), 'a figure without it').to.equal(true);
        const events = listen<Told>(element, 'attn-error');
        const warnings = await warningsOf(async () => {
          element.setAttribute(name, value);
          await element.ready;
        });
        expect(warnings.join('\n')).to.contain(`<${tag}>: ${name} is ${value}: `);
        expect(events.map(({ code }) => code)).to.deep.equal(['bad-option']);
        const said = element.shadowRoot!.querySelector('[part~=error]')!.textContent!;
        expect(said).to.contain(events[0].message);
        expect(said, 'every detail is filled in').not.to.match(/undefined|\{\w+\}/);
        expect(isShown(figure)).to.equal(false);
        element.removeAttribute(name);
        await element.ready;
        expect(isShown(figure), 'the figure once it is taken away').to.equal(true);
      });
    }
  });
}
