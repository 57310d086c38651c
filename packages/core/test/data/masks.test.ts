import { describe, expect, it } from 'vitest';
import { load, type OpenOptions, openAttention, type Source } from '../../src/data/index.js';

const open = async (source: Source, options?: OpenOptions) => openAttention(await load(source), options);
const fails = (promise: Promise<unknown>, code: string, message: RegExp) =>
  expect(promise).rejects.toMatchObject({ code, message: expect.stringMatching(message) });

// The softmax over the first two of three keys, as NumPy gives it for the logits (0.3, −0.2): the third is padding.
const padded = [
  [0.62245933, 0.37754067, 0],
  [0.62245933, 0.37754067, 0],
];

describe('a mask that contradicts the weights', () => {
  // nn.MultiheadAttention's key_padding_mask: true is hidden.
  const file = { attention: padded, mask: [false, false, true] };

  it('is told, with the attribute that turns it', async () => {
    await fails((await open(file)).slice(0, 0), 'mask-contradicts', /mask-sense="hidden"/);
    // Nearly all of it.
    const nearly = [[0.97, 0.01, 0.02]];
    await fails((await open({ ...file, attention: nearly })).slice(0, 0), 'mask-contradicts', /layer 0, head 0/);
  });

  it('is refused where it is no number', async () => {
    const mask = [0, 0, NaN];
    await fails(
      open({ attention: padded, mask: { shape: [3], data: Float32Array.from(mask) } }),
      'wrong-shape',
      /no number/,
    );
  });

  it('is turned where the author says so, and left where they confirm it', async () => {
    const turned = await open(file, { maskSense: 'hidden' });
    expect(await turned.slice(0, 0)).toEqual(Float32Array.from(padded.flat(), (weight) => weight || -Infinity));
    expect(turned.remarks?.map(({ code }) => code)).toEqual(['mask-turned']);
    const kept = await (await open(file, { maskSense: 'allowed' })).slice(0, 0);
    expect(Array.from(kept.subarray(0, 3))).toEqual([-Infinity, -Infinity, 0]);
  });

  it('is none where most weight stays, where there is none, or where it is added to scores', async () => {
    const causal = { attention: [[0.6, 0.4]], mask: [[1, 0]] };
    expect(await (await open(causal)).slice(0, 0)).toEqual(Float32Array.of(0.6, -Infinity));
    const empty = await open({ attention: [[0, 0]], mask: { shape: [1, 2], data: Uint8Array.of(0, 0) } });
    expect(await empty.slice(0, 0)).toEqual(Float32Array.of(-Infinity, -Infinity));
    const added = await open({ attention: [[0.1, 0.9]], mask: [[0, -1e9]] }, { maskSense: 'hidden' });
    expect(await added.slice(0, 0)).toEqual(Float32Array.of(0.1, -Infinity));
  });

  it('hides every score that is none yet', async () => {
    const scores = [[0.5, -1, -1e9]];
    await fails((await open({ scores, mask: [[0, 0, 1]] })).slice(0, 0), 'mask-contradicts', /mask-sense/);
    expect(await (await open({ scores, mask: [[0, 1, 1]] })).slice(0, 0)).toEqual(
      Float32Array.of(-Infinity, -1, -Infinity),
    );
  });
});

describe('a mask that is added to scores', () => {
  it('may be of integers, and may hold any fill that stands alone beside 0', async () => {
    for (const data of [Int32Array.of(0, -10000), Float32Array.of(0, -1000), Float32Array.of(0, -30)]) {
      const source = await open({ attention: [[0.75, 0.25]], mask: { shape: [2], data } });
      expect(await source.slice(0, 0)).toEqual(Float32Array.of(0.75, -Infinity));
      expect(source.remarks).toEqual([]);
    }
  });

  it('is told where it hides nothing, or nearly all', async () => {
    for (const data of [Float32Array.of(0, 0, 0), Float32Array.of(0, -0.5, -1), Int32Array.of(0, -1, -1)]) {
      const source = await open({ attention: [[0.5, 0.3, 0.2]], mask: { shape: [3], data } });
      expect((await source.slice(0, 0)).includes(-Infinity)).toBe(false);
      expect(source.remarks?.map(({ code }) => code)).toEqual(['mask-hides-nothing']);
    }
    const most = { attention: [[0.95, 0.05]], mask: { shape: [2], data: Float32Array.of(-Infinity, 0) } };
    await fails((await open(most)).slice(0, 0), 'wrong-shape', /nearly all.*mask-sense="allowed"/);
    expect(await (await open(most, { maskSense: 'allowed' })).slice(0, 0)).toEqual(Float32Array.of(-Infinity, 0.05));
  });

  it.each([
    ['−∞', -Infinity],
    ['−1e9', -1e9],
    ['float16’s lowest', -65504],
    ['−10000', -1e4],
    ['−10000 in bfloat16', -9984],
  ])('hides where it holds %s, also all of a row', async (_, fill) => {
    const mask = { shape: [2, 2], data: Float32Array.of(0, fill, fill, fill) };
    const source = await open({
      attention: [
        [0.9, 0.1],
        [0.5, 0.5],
      ],
      mask,
    });
    expect(await source.slice(0, 0)).toEqual(Float32Array.of(0.9, -Infinity, -Infinity, -Infinity));
  });
});

describe('masked scores', () => {
  const visible = [-7.25, -0.5, 0.125, 3.5];
  const read = async (scores: readonly number[]) =>
    Array.from(
      await (await open({ scores: { shape: [1, scores.length], data: Float32Array.from(scores) } })).slice(0, 0),
    );

  it.each([
    ['−∞', -Infinity],
    ['float32’s lowest', -3.4028234663852886e38],
    ['−1e9', -1e9],
    ['−1e5', -1e5],
    ['float16’s lowest', -65504],
    ['−10000', -1e4],
    ['−9999', -9999],
  ])('of %s are found, alone and added to scores', async (_, fill) => {
    expect(await read([...visible, fill, fill])).toEqual([...visible, -Infinity, -Infinity]);
    expect(await read([...visible, fill + 2.5, fill - 6])).toEqual([...visible, -Infinity, -Infinity]);
    // Two masks, one added to the other.
    expect(await read([fill, ...visible, 2 * fill])).toEqual([-Infinity, ...visible, -Infinity]);
    expect(await read([4, fill])).toEqual([4, -Infinity]);
  });

  it('are found beside scores that spread far', async () => {
    expect(await read([-2400, 0, 2400, -1e4])).toEqual([-2400, 0, 2400, -Infinity]);
  });

  it('are none where no gap parts them, or nothing else is there', async () => {
    const steps = Array.from({ length: 40 }, (_, at) => -(at + 1) * 500);
    expect(await read(steps)).toEqual(steps);
    expect(await read([-12000, -13000])).toEqual([-12000, -13000]);
    expect(await read([-600, 20])).toEqual([-600, 20]);
  });

  it('are not looked for among weights', async () => {
    const source = await open({ attention: [[0, -1e4]] });
    expect(await source.slice(0, 0)).toEqual(Float32Array.of(0, -1e4));
  });

  it('are found in plain lists of scores', async () => {
    const source = await open({ attention: [[1, 2, -1e4]], kind: 'scores' });
    expect(await source.slice(0, 0)).toEqual(Float32Array.of(1, 2, -Infinity));
  });
});
