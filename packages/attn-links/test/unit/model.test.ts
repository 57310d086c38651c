import { describe, expect, it } from 'vitest';
import { composeLinks, type LinkOptions, strengthOf } from '../../src/model.js';

const options: LinkOptions = {
  topP: 0.7,
  topK: null,
  min: null,
  hideFirstToken: false,
  scale: 'linear',
  exponent: 0.5,
  domain: null,
  normalization: 'none',
};

const panels = (...heads: number[][]) =>
  heads.map((values, head) => ({
    layer: 2,
    head,
    raw: { rows: values.length / 2, columns: 2, values: Float32Array.from(values) },
  }));

describe('a composition', () => {
  it('lets all heads share one scale, from 0 to the largest value', () => {
    const { scale, layer, queries, keys } = composeLinks(panels([0.25, 0.75], [0.5, 0.5]), 'weights', options);
    expect(scale.domain).toEqual([0, 0.75]);
    expect([layer, queries, keys]).toEqual([2, 1, 2]);
  });

  it('reaches as far as the elements that share its scale, and no less far for them', () => {
    expect(composeLinks(panels([0.25, 0.75]), 'weights', options, [0, 0.9]).scale.domain[1]).toBe(Math.fround(0.9));
    expect(composeLinks(panels([0.25, 0.75]), 'weights', options, [0.1, 0.3]).scale.domain).toEqual([0, 0.75]);
  });

  it('takes the domain that it is given', () => {
    const composition = composeLinks(panels([0.25, 0.75]), 'weights', { ...options, domain: [0.5, 1] }, [0, 5]);
    expect([0.25, 0.5, 0.75, 1, 2].map((value) => strengthOf(composition, value))).toEqual([0, 0, 0.5, 1, 1]);
  });

  it('opens up small values by a power or a logarithm', () => {
    const power = composeLinks(panels([0.25, 1]), 'weights', { ...options, scale: 'power' });
    expect([0.25, 1].map((value) => strengthOf(power, value))).toEqual([0.5, 1]);
    const log = composeLinks(panels([0.01, 1]), 'weights', { ...options, scale: 'log' });
    expect([0, 0.01, 0.1, 1].map((value) => Number(strengthOf(log, value).toFixed(6)))).toEqual([0, 0, 0.5, 1]);
  });

  it('divides what lines are as strong as, and not what they are', () => {
    const { heads, scale, areShares } = composeLinks(panels([0.25, 0.5, 0.1, 0.4]), 'weights', {
      ...options,
      normalization: 'row',
    });
    const [{ shown, colored, links }] = heads;
    expect([...colored.values]).toEqual([0.5, 1, 0.25, 1]);
    expect([...shown.values]).toEqual([0.25, 0.5, 0.1, 0.4].map(Math.fround));
    expect([scale.domain, areShares, links.keysOf(1)]).toEqual([[0, 1], true, [1]]);
  });

  it('begins below 0 where scores do', () => {
    const composition = composeLinks(panels([-3, 1]), 'scores', options);
    expect([-3, -1, 1].map((value) => strengthOf(composition, value))).toEqual([0, 0.5, 1]);
  });

  it('of nothing but zeros, or of nothing at all, draws nothing at full strength', () => {
    expect(strengthOf(composeLinks(panels([0, 0]), 'weights', options), 0)).toBe(0);
    expect(composeLinks(panels([NaN, -Infinity]), 'weights', options).scale.domain).toEqual([0, 1]);
  });

  it('without the first key has rows that sum to 1 again, and lines to the others', () => {
    const { heads } = composeLinks(panels([0.9, 0.1]), 'weights', { ...options, hideFirstToken: true });
    expect([...heads[0].shown.values]).toEqual([-Infinity, 1]);
    expect(heads[0].links.keysOf(0)).toEqual([1]);
    expect([...heads[0].raw.values].map((value) => value.toFixed(1))).toEqual(['0.9', '0.1']);
  });

  it('knows shares of a whole from what is none', () => {
    expect(composeLinks(panels([0.25, 0.75]), 'weights', options).areShares).toBe(true);
    expect(composeLinks(panels([0.5, 1.0007]), 'weights', options).areShares).toBe(true);
    expect(composeLinks(panels([0.25, 3]), 'weights', options).areShares).toBe(false);
    expect(composeLinks(panels([-0.25, 0.5]), 'weights', options).areShares).toBe(false);
    expect(composeLinks(panels([0.25, 0.75]), 'scores', options).areShares).toBe(false);
  });
});
