import { expect } from '@open-wc/testing';
import type { TensorSource } from '../../../src/data/index.js';
import type { Loaded, Panel } from '../../../src/element/index.js';
import { findPlace } from '../../../src/element/heads/find-place.js';

/** Two layers, of two heads and of three, with 4 queries and 5 keys. */
function loaded(...panels: Panel[]): Loaded {
  const source = { layers: 2, heads: (layer: number) => [2, 3][layer], shape: () => [4, 5] };
  return { source: source as unknown as TensorSource, panels: panels as unknown as Loaded['panels'] };
}
const one = loaded({ layer: 1, head: 'mean' });
const all = loaded(...[0, 1].flatMap((layer) => [0, 1].map((head) => ({ layer, head }))));

describe('a place', () => {
  it('takes from what is shown what it does not name', () => {
    expect(findPlace({ head: 2 }, one)).to.deep.equal({ selection: { layer: 1, head: 2 }, cell: null });
    expect(findPlace({ layer: 0 }, one)).to.deep.equal({ selection: { layer: 0, head: 'mean' }, cell: null });
    expect(findPlace({ layer: 0 }, all)).to.deep.equal({ selection: { layer: 0, head: null }, cell: null });
    expect(findPlace({ query: 3 }, one)).to.deep.equal({ selection: null, cell: { query: 3, key: null } });
    expect(findPlace({ layer: null, key: null }, one)).to.equal(null);
  });

  it('is counted from the end by negative numbers: heads in their own layer', () => {
    expect(findPlace({ layer: -1, head: -1, query: -4, key: -1 }, all)).to.deep.equal({
      selection: { layer: 1, head: 2 },
      cell: { query: 0, key: 4 },
    });
    expect(findPlace({ layer: -2, head: -1 }, all)!.selection).to.deep.equal({ layer: 0, head: 1 });
  });

  it('that is not there is an error that says what there is', () => {
    const messageOf = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(messageOf(() => findPlace({ layer: 0, head: 2 }, all))).to.contain('2 layers of up to 3 heads');
    expect(messageOf(() => findPlace({ key: 5 }, one)))
      .to.contain('key is 5')
      .and.to.contain('0 to 4');
    expect(messageOf(() => findPlace({ head: 'median' }, one))).to.contain('head is median');
  });
});
