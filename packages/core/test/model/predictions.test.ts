import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, drawn, mostProbable, probabilitiesOf } from '../../src/model/predictions.js';

describe('probabilities of logits', () => {
  it.each([0.5, 1, 2])('are exp(logit / %d), divided by their sum', (temperature) => {
    const logits = [1, 2, 4, -3];
    const powers = logits.map((logit) => Math.exp(logit / temperature));
    const sum = powers.reduce((all, one) => all + one, 0);
    const found = probabilitiesOf(Float32Array.from(logits), temperature);
    for (const [at, power] of powers.entries()) expect(found[at]).toBeCloseTo(power / sum, 6);
  });

  it('are of the likeliest alone at temperature 0, of several the first', () => {
    expect([...probabilitiesOf(Float32Array.of(1, 3, 3), 0)]).toEqual([0, 1, 0]);
  });

  it.each([-1, NaN, Infinity])('are refused at temperature %d', (temperature) => {
    expect(() => probabilitiesOf(Float32Array.of(1), temperature)).toThrow('temperature');
  });
});

describe('the most probable', () => {
  it('are those of a sorted list', () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 12 }), (list, count) => {
        const sorted = list.map((probability, id) => ({ id, probability }));
        sorted.sort((one, other) => other.probability - one.probability || one.id - other.id);
        expect(mostProbable(Float32Array.from(list), count)).toEqual(sorted.slice(0, count));
      }),
    );
  });
});

describe('a token by chance', () => {
  it('is drawn as often as it is probable', () => {
    const probabilities = Float32Array.of(0.5, 0, 0.25, 0.25);
    const counts = [0, 0, 0, 0];
    const draws = 20_000;
    for (let place = 0; place < draws; place++) counts[drawn(probabilities, chanceOf(7, place))]++;
    expect(counts[1]).toBe(0);
    // Five standard deviations.
    const reach = 5 * Math.sqrt(draws * 0.25);
    for (const [at, probability] of probabilities.entries()) {
      expect(Math.abs(counts[at] - probability * draws)).toBeLessThan(reach);
    }
  });

  it('is the same for a seed and a place, and another for others', () => {
    expect(chanceOf(1, 2)).toBe(chanceOf(1, 2));
    const chances = Array.from({ length: 100 }, (_, at) => chanceOf(at % 10, Math.floor(at / 10)));
    expect(new Set(chances).size).toBe(100);
    expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true);
  });

  it('is one of them where rounding leaves some of the chance', () => {
    expect(drawn(Float32Array.of(0.1, 0.9), 1)).toBe(1);
  });
});
