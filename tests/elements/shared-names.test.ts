import { expect } from '@open-wc/testing';
import { listen, stand, until } from '../../scripts/testing/page/fixture.js';
import { showOne, six } from './six.js';

/** Parts that a page's styles may name on every element. */
const parts = ['figure', 'toolbar', 'plot', 'readout', 'legend', 'menu', 'caption'];

/** Fields of the details of events of attention; an encoding has values, and no weights. */
const details = {
  'attn-load': ['layers', 'heads', 'queries', 'keys', 'kind', 'tokens'],
  'attn-hover': ['layer', 'head', 'query', 'key', 'weight', 'queryToken', 'keyToken'],
  'attn-select': ['layer', 'head', 'query', 'key', 'weight', 'queryToken', 'keyToken'],
};
const detailsOfPlot = {
  'attn-load': ['kinds', 'view', 'positions', 'dModel'],
  'attn-hover': ['kind', 'row', 'column', 'rowName', 'columnName', 'value'],
  'attn-select': ['kind', 'row', 'column', 'rowName', 'columnName', 'value'],
};

for (const tag of Object.keys(six)) {
  describe(`what <${tag}> has in common with the others`, () => {
    it('are its parts, and the fields of its events', async () => {
      // Events bubble: the first come before there is an element to listen on.
      const said = Object.keys(details).map((name) => [name, listen<object>(stand, name)] as const);
      const root = (await showOne(tag, stand)).shadowRoot!;
      const found = [...root.querySelectorAll('[part]')].flatMap(({ part }) => [...part]);
      expect(parts.filter((part) => !found.includes(part))).to.deep.equal([]);

      const grid = root.querySelector<HTMLElement>('[role=grid]')!;
      grid.focus();
      for (const key of ['ArrowRight', 'Enter'])
        grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
      const expected: Readonly<Record<string, readonly string[]>> = tag === 'pe-plot' ? detailsOfPlot : details;
      for (const [name, events] of said) {
        await until(() => events.length > 0, `${name} of <${tag}>`);
        expect(Object.keys(events[0]), name).to.have.members([...expected[name]]);
      }
    });
  });
}
