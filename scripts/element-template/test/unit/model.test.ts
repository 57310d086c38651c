import { viridis } from '@attn-elements/core/color';
import { describe, expect, it } from 'vitest';
import { compose } from '../../src/model.js';

const raw = { rows: 1, columns: 3, values: Float32Array.of(0.125, 0.25, 0.75) };

describe('compose', () => {
  it('lets colours reach from 0 to the largest value', () => {
    expect(compose({ layer: 0, head: 0, raw }, viridis()).scale.domain).toEqual([0, 0.75]);
  });

  it('lets them reach as far as those of the group', () => {
    expect(compose({ layer: 0, head: 0, raw }, viridis(), [0, 2]).scale.domain).toEqual([0, 2]);
  });
});
