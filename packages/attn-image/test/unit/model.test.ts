import { describe, expect, it } from 'vitest';
import { compose } from '../../src/model.js';

describe('compose', () => {
  it('lets colours reach from 0 to the largest value', () => {
    const { scale, table } = compose({ rows: 1, columns: 3, values: Float32Array.of(0.125, 0.25, 0.75) });
    expect(scale.domain).toEqual([0, 0.75]);
    expect(table).toHaveLength(256 * 3);
  });
});
