import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load, openAttention } from '../../src/data/index.js';
import { AttnError } from '../../src/errors.js';
import { dataFolder, describeWithData, filesBelow } from './data-folder.js';

const files = filesBelow(dataFolder)
  .filter((path) => /\.(npy|npz|safetensors|json)$/.test(path))
  .filter((path) => !/corpus-|manifest\.json$/.test(path.slice(dataFolder.length)));

const relative = (path: string) => path.slice(dataFolder.length + 1);

/** The tokens beside a file, `name.tokens.json` for `name.….npy`; null if there are none. */
function tokensBeside(path: string): string[] | null {
  const folder = dirname(path);
  const beside = files.find((other) => {
    const stem = basename(other).replace(/\.tokens\.json$/, '');
    return dirname(other) === folder && other.endsWith('.tokens.json') && basename(path).startsWith(`${stem}.`);
  });
  return beside ? JSON.parse(readFileSync(beside, 'utf8')).tokens : null;
}

describeWithData('files that nobody here wrote', '.', () => {
  it.each(files.map((path) => [relative(path), path]))('%s loads, or is refused in words', async (_, path) => {
    try {
      const file = await load(readFileSync(path));
      for (const name of file.names) {
        const array = await file.get(name);
        const length = array.dtype === 'string' ? array.values.length : array.float32().length;
        expect(length).toBe(array.shape.reduce((product, axis) => product * axis, 1));
      }
    } catch (error) {
      expect(error).toBeInstanceOf(AttnError);
      expect((error as AttnError).code).not.toBe('unexpected');
    }
  });

  const withTokens = files.filter((path) => !path.endsWith('.tokens.json') && tokensBeside(path));
  it.each(withTokens.map((path) => [relative(path), path]))('%s opens with the tokens beside it', async (_, path) => {
    const tokens = tokensBeside(path)!;
    const file = await load(readFileSync(path));
    const plain = await openAttention(file);
    const [queries, keys] = plain.shape(0);
    if (tokens.length !== queries && tokens.length !== keys) {
      await expect(openAttention(file, { tokens })).rejects.toMatchObject({ code: 'wrong-token-count' });
      return;
    }
    const source = await openAttention(file, { tokens });
    expect(source.queryTokens ?? source.keyTokens).toEqual(tokens);
    for (let layer = 0; layer < source.layers; layer++) {
      for (let head = 0; head < source.heads(layer); head += 5) {
        const values = await source.slice(layer, head);
        expect(values).toHaveLength(queries * keys);
        expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
      }
    }
  });
});

describe('attention of real models', () => {
  const opened = (...path: string[]) =>
    load(readFileSync(join(dataFolder, ...path))).then((file) => openAttention(file));
  const sums = (values: Float32Array, keys: number) =>
    Array.from({ length: values.length / keys }, (_, row) =>
      values.subarray(row * keys, (row + 1) * keys).reduce((a, b) => a + b),
    );

  const gpt2 = 'gpt2-short/ex3.safetensors';
  it.skipIf(!files.includes(join(dataFolder, gpt2)))(
    'safetensors and JSON of the same weights are the same',
    async () => {
      const exact = await opened(gpt2);
      const rounded = await opened('gpt2-short/ex3.weights.json');
      expect([exact.layers, exact.heads(0), exact.shape(0)]).toEqual([12, 12, [7, 7]]);
      expect(rounded.queryTokens).toEqual(['On', ' the', ' deserted', ' planet', ' they', ' discovered', ' a']);
      for (let layer = 0; layer < 12; layer++) {
        const [a, b] = await Promise.all([exact.slice(layer, 7), rounded.slice(layer, 7)]);
        a.forEach((value, at) => expect(Math.abs(value - b[at])).toBeLessThan(0.6e-5));
        for (const sum of sums(a, 7)) expect(sum).toBeCloseTo(1, 5);
      }
    },
  );

  const alice = 'stories260k/alice-512.u8.npy';
  it.skipIf(!files.includes(join(dataFolder, alice)))(
    'uint8, float16 and float32 of the same weights agree',
    async () => {
      const bytes = await (await opened(alice)).slice(2, 0);
      const halves = await (await opened('stories260k/alice-512.256.f16.npy')).slice(2, 0);
      const floats = await (await opened('stories260k/alice-512.L2H0.f32.npy')).slice(0, 0);
      expect(bytes).toHaveLength(512 * 512);
      expect(bytes.every((value, at) => Math.abs(value - floats[at]) < 0.51 / 255)).toBe(true);
      const near = (value: number, exact: number) => Math.abs(value - exact) <= 2 ** -11 * exact + 2 ** -25;
      expect(halves.every((value, at) => near(value, floats[Math.floor(at / 256) * 512 + (at % 256)]))).toBe(true);
    },
  );
});
