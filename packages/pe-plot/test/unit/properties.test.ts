import { describe, expect, it } from 'vitest';
import { plotProperties } from '../../src/properties.js';
import { defaults, kinds, viewNames } from '../../src/settings.js';

/** What a property becomes that is given a value; undefined where it is refused. */
const read = (name: keyof typeof plotProperties, value: unknown) => plotProperties[name].check(value);

describe('properties', () => {
  it('that are computed from fall back to what they are by default', () => {
    for (const [name, value] of Object.entries(defaults)) {
      if (name === 'bidirectional') continue;
      expect(plotProperties[name as keyof typeof plotProperties].initial, name).toBe(value);
    }
  });

  it('are words in any case', () => {
    for (const kind of kinds) expect(read('kind', ` ${kind.toUpperCase()} `)).toBe(kind);
    for (const view of viewNames) expect(read('view', view)).toBe(view);
    expect(read('similarity', 'Dot')).toBe('dot');
    expect(read('pairing', 'half-split')).toBe('half-split');
    for (const name of ['kind', 'view', 'scaling', 'pairing', 'similarity'] as const) {
      expect(read(name, 'nonsense'), name).toBeUndefined();
    }
  });

  it.each(['length', 'dModel', 'base', 'factor', 'heads', 'buckets', 'maxDistance', 'rows', 'columns'] as const)(
    '%s is a number, as text too, whether or not it can be used',
    (name) => {
      expect([read(name, '64'), read(name, 2.5), read(name, '1e9'), read(name, -3)]).toEqual([64, 2.5, 1e9, -3]);
      for (const wrong of ['many', '12px', 'NaN', NaN, {}, [1, 2]]) expect(read(name, wrong)).toBeUndefined();
    },
  );

  it('trained is a number or nothing', () => {
    expect(read('trained', '512')).toBe(512);
    expect(read('trained', 'long')).toBeUndefined();
    expect(plotProperties.trained.initial).toBeNull();
  });

  it('position and distance are whole and not below 0', () => {
    for (const name of ['position', 'distance'] as const) {
      expect([read(name, '12'), read(name, 7), read(name, ' 0 ')]).toEqual([12, 7, 0]);
      for (const wrong of ['-1', -1, 1.5, 'far', NaN, Infinity]) expect(read(name, wrong)).toBeUndefined();
    }
  });

  it('dimensions are numbers and ranges', () => {
    expect(read('dimensions', '0 1 8-11')).toEqual([0, 1, 8, 9, 10, 11]);
    expect(read('dimensions', ' 3,5 , 7–9 ')).toEqual([3, 5, 7, 8, 9]);
    expect(read('dimensions', [4, 2])).toEqual([4, 2]);
    expect(read('dimensions', '6-6')).toEqual([6]);
    for (const wrong of ['a', '1 b', '-1', '5-3', '1.5', '0-999999', '1-2-3', [0.5], {}]) {
      expect(read('dimensions', wrong), String(wrong)).toBeUndefined();
    }
  });

  it('what is compared are words, in a list too, or what they stand for', () => {
    const expected = [
      { kind: 'sinusoidal', scaling: null },
      { kind: 'rotary', scaling: 'yarn' },
    ];
    expect(read('compare', 'sinusoidal rotary:yarn')).toEqual(expected);
    expect(read('compare', ['sinusoidal', 'rotary:yarn'])).toEqual(expected);
    expect(read('compare', expected)).toEqual(expected);
    for (const wrong of ['waves', [], [null], [{}], [{ kind: 'waves' }], 7, {}, [{ kind: 'alibi', scaling: 'ntk' }]]) {
      expect(read('compare', wrong), JSON.stringify(wrong)).toBeUndefined();
    }
  });
});
