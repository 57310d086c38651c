/** What pages and programs do with a model: write on, ask, change heads; and what they are told where they may not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttnError } from '@attn-elements/core/errors';
import { load, type Model, type ModelLoadOptions, PlainEngine } from '@attn-elements/core/model';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileServer } from '../../packages/core/test/model/file-server.js';
import { farthest, modelsFolder } from './model-folder.js';

const family = (name: string) => join(modelsFolder, 'families', name);
const story = join(modelsFolder, 'story-gpt2');

/** Files of a folder, of which some are others. */
function filesOf(folder: string, others: Record<string, string | Uint8Array> = {}): Map<string, Blob> {
  const own = readdirSync(folder).map((name) => [name, new Blob([readFileSync(join(folder, name))])] as const);
  const changed = Object.entries(others).map(([name, text]) => [name, new Blob([text as BlobPart])] as const);
  return new Map([...own, ...changed]);
}

const configOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));

async function fault(failing: Promise<unknown>): Promise<AttnError> {
  const error = await failing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AttnError);
  return error as AttnError;
}

describe.skipIf(!existsSync(story))('a model that tells stories', () => {
  let model: Model;
  beforeAll(async () => {
    model = await load(story);
  });
  afterAll(() => model.dispose());

  const write = async (text: string, tokens: number, reuse: boolean) => {
    for (let left = tokens; left > 0; left--) {
      const next = (await model.run(text, { logits: 'last', reuse })).next();
      if (!next) break;
      text += next.text;
    }
    return text;
  };

  it.each([true, false])('writes on, whether it keeps what it knows of the beginning or not (%s)', async (reuse) => {
    const asked = 'Ann has a red ball. Tom wants it. So Ann gives the ball to';
    expect(await write(asked, 8, reuse)).toBe(`${asked} Tom. Tom likes the red ball.`);
    const list = 'cake hill lamp dog Noah cake hill lamp';
    expect(await write(list, 5, reuse)).toBe(`${list} dog Noah cake hill lamp`);
  });

  it('says what is most probable, with its probability', async () => {
    const text = 'Lucy gave the key to Ben. Ben gave the key to Rose. Who has the key?';
    const run = await model.run(text, { logits: 'last' });
    const [{ at, predictions }] = run.predictions({ count: 3 });
    expect(at).toBeNull();
    expect(predictions).toHaveLength(3);
    expect(predictions[0].piece).toBe(' Rose');
    const powers = run.logits().map(Math.exp);
    const sum = powers.reduce((all, one) => all + one, 0);
    expect(predictions[0].probability).toBeCloseTo(powers[predictions[0].id] / sum, 5);
    expect(run.predictions({ temperature: 0 })[0].predictions[0].probability).toBe(1);
    const [{ probability }] = run.predictions({ temperature: 3 })[0].predictions;
    expect(probability).toBeLessThan(predictions[0].probability);
  });

  it('answers otherwise where the head that carries names is taken away', async () => {
    const text = 'Zoe gave the lamp to Luke. Luke gave the lamp to Mia. Who has the lamp?';
    const mia = async (ablate: { part: 'self'; layer: number; head: number; by: 'zero' }[]) => {
      const run = await model.run(text, { logits: 'last', ablate });
      const found = run.predictions({ count: 900 })[0].predictions;
      return found.find(({ piece }) => piece === ' Mia')!.probability;
    };
    expect(await mia([])).toBeGreaterThan(0.5);
    expect(await mia([{ part: 'self', layer: 1, head: 0, by: 'zero' }])).toBeLessThan(0.1);
  });

  it('knows its induction head and its previous-token head', async () => {
    const words = 'banana river king seven lamp cake dog hill';
    const metrics = (await model.run(`${words} ${words}`)).metrics();
    expect(metrics).toHaveLength(12);
    const most = (name: 'induction' | 'previous') => metrics.toSorted((one, other) => other[name] - one[name])[0];
    expect(most('induction')).toMatchObject({ part: 'self', layer: 1, head: 0 });
    expect(most('induction').induction).toBeGreaterThan(0.7);
    expect(most('previous')).toMatchObject({ layer: 0, head: 0 });
  });

  it('draws the same token for a seed, and others for other seeds', async () => {
    const run = await model.run('On Monday', { logits: 'last' });
    const drawn = (seed: number) => run.next({ seed, temperature: 2 })?.id ?? -1;
    expect(drawn(3)).toBe(drawn(3));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => drawn(seed))).size).toBeGreaterThan(5);
  });

  it('ends where it may read no more', async () => {
    const { maxTokens } = model.summary;
    const run = await model.run({ ids: new Array(maxTokens).fill(5) }, { logits: 'last' });
    expect(run.next()).toBeNull();
  });

  it('has norms of what each weight brings, and computes what it did not keep', async () => {
    const run = await model.run('Mary gave the book to John.');
    const { rows, columns, values } = await run.array('value-weighted', 'self', 2, 3);
    const vectors = await run.array('values', 'self', 2, 3);
    const weights = run.attention(2, 3);
    for (let cell = 0; cell < rows * columns; cell++) {
      const key = cell % columns;
      let sum = 0;
      for (let i = 0; i < vectors.columns; i++) sum += vectors.values[key * vectors.columns + i] ** 2;
      expect(values[cell]).toBeCloseTo(weights[cell] * Math.sqrt(sum), 5);
    }
    const kept = await model.run('Mary gave the book to John.', { keep: ['attention', 'values'] });
    expect(farthest((await kept.array('values', 'self', 2, 3)).values, vectors.values)).toBeLessThan(1e-5);
  });

  it('says what is asked for in vain', async () => {
    const run = await model.run('Mary');
    expect(() => run.attention(9, 0)).toThrow('There is no layer 9');
    expect(() => run.attention(0, 0.5)).toThrow('There is no layer 0, head 0.5');
    expect((await fault(run.array('queries', 'cross', 0, 0))).code).toBe('no-head');
    expect((await fault(run.array('hidden', 'self', 3))).code).toBe('no-head');
    expect(() => run.predictions()).toThrow('logits');
  });

  it('says what it cannot read', async () => {
    expect((await fault(model.run('word '.repeat(90)))).message).toContain('80 is the most that is read');
    expect((await fault(model.run({ text: 'one two three', maxTokens: 2 }))).message).toContain('2 is the most');
    expect((await fault(model.run({ ids: [] }))).message).toContain('it has no token');
    expect((await fault(model.run({ ids: [5000] }))).code).toBe('bad-option');
  });

  it('holds nothing once it is let go, and says so', async () => {
    const engine = new PlainEngine();
    const other = await load(story, { engine });
    await other.run('Mary', { logits: 'last' });
    expect(engine.bytes).toBeGreaterThan(1_400_000);
    other.dispose();
    expect(engine.bytes).toBe(0);
    expect((await fault(other.run('Mary'))).message).toContain('closed');
    other.dispose();
  });
});

describe.skipIf(!existsSync(family('bert')))('a model of another kind', () => {
  it('predicts in the place of each mask token', async () => {
    const model = await load(family('bert'));
    const { maskToken } = model.summary;
    const run = await model.run(`Mary ${maskToken} the ${maskToken}.`, { logits: 'all' });
    const places = run.predictions({ count: 2 });
    const at = run.tokens.pieces.flatMap((piece, place) => (piece === maskToken ? [place] : []));
    expect(places.map((place) => place.at)).toEqual(at);
    const logits = run.logits(at[1]);
    const best = logits.indexOf(Math.max(...logits));
    expect(places[1].predictions[0].id).toBe(best);
    expect((await model.run('Mary', { logits: 'all' })).predictions()).toEqual([]);
    model.dispose();
  });

  it('names its classes', async () => {
    const config = { ...configOf(family('distilbert')), id2label: { 0: 'sad', 1: 'glad' } };
    const model = await load(filesOf(family('distilbert'), { 'config.json': JSON.stringify(config) }));
    const run = await model.run('Mary', { logits: 'last' });
    const [{ at, predictions }] = run.predictions();
    expect(at).toBeNull();
    expect(predictions.map(({ piece }) => piece).toSorted()).toEqual(['glad', 'sad']);
    expect(predictions.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    model.dispose();
  });

  it('translates, a token at a time, behind its first one', async () => {
    const model = await load(family('marian'));
    const run = await model.run({ text: 'Mary', decoderText: 'book' }, { logits: 'last' });
    expect(run.parts).toEqual(['encoder', 'decoder', 'cross']);
    expect(run.decoderTokens!.special[0]).toBe(true);
    const [queries, keys] = [run.decoderTokens!.ids.length, run.tokens.ids.length];
    expect(run.attention(0, 0, 'cross')).toHaveLength(queries * keys);
    expect(run.predictions({ count: 4 })[0].predictions).toHaveLength(4);
    expect(
      run
        .metrics()
        .filter(({ part }) => part === 'cross')
        .every(({ previous }) => Number.isNaN(previous)),
    ).toBe(true);
    model.dispose();
  });

  it('reads pictures, and no text', async () => {
    const model = await load(family('vit'));
    const { patches, takes } = model.summary;
    expect(takes).toBe('picture');
    const picture = { width: 3, height: 2, data: new Uint8ClampedArray(24).fill(90) };
    const run = await model.run({ picture }, { logits: 'last' });
    const [rows, columns] = patches!;
    expect(run.tokens.segments).toEqual([
      { kind: 'class', start: 0, length: 1 },
      { kind: 'image', start: 1, length: rows * columns, rows, columns },
    ]);
    expect(run.tokens.pieces).toHaveLength(1 + rows * columns);
    expect((await fault(model.run('Mary'))).message).toContain('reads pictures');
    await expect(model.tokenize('Mary')).rejects.toThrow('reads pictures');
    model.dispose();
  });

  it('needs no tokenizer for ids', async () => {
    const files = filesOf(family('llama'));
    files.delete('tokenizer.json');
    const model = await load(files);
    const run = await model.run({ ids: [3, 4] });
    expect(run.tokens.pieces).toEqual(['#3', '#4']);
    expect((await fault(model.run('Mary'))).message).toBe('There is no tokenizer.json in data.');
    model.dispose();
  });

  it('reads rows of int8 as the numbers that they stand for', async () => {
    for (const name of ['gpt2', 'llama', 'gpt-neox']) {
      const { whole, rows } = await quantized(name);
      const [one, other] = [await load(filesOf(family(name), whole)), await load(filesOf(family(name), rows))];
      const ids = [3, 9, 4, 1, 5];
      const [expected, found] = await Promise.all([one, other].map((model) => model.run({ ids }, { logits: 'last' })));
      expect(farthest(found.attention(1, 1), expected.attention(1, 1))).toBeLessThan(1e-5);
      expect(farthest(found.logits(), expected.logits())).toBeLessThan(1e-4);
      expect(other.summary.bytes).toBeLessThan(one.summary.bytes / 2);
      expect(other.summary.parameters).toBe(one.summary.parameters);
      one.dispose();
      other.dispose();
    }
  });
});

describe.skipIf(!existsSync(family('llama')))('a model on a host', () => {
  let server: FileServer;
  beforeAll(async () => {
    server = await FileServer.start();
    for (const name of readdirSync(family('llama'))) {
      server.files.set(name, new Uint8Array(readFileSync(join(family('llama'), name))));
    }
  });
  afterAll(() => server.stop());

  const open = (options: ModelLoadOptions = {}) => load(server.base, options);

  it('is told of byte by byte, never beyond the whole', async () => {
    const told: { bytes: number; total: number | null }[] = [];
    const model = await open({ onProgress: (progress) => told.push(progress) });
    await model.run({ ids: [3, 4] }, { logits: 'last' });
    expect(told.length).toBeGreaterThan(0);
    for (const [at, { bytes, total }] of told.entries()) {
      expect(bytes).toBeLessThanOrEqual(total ?? Infinity);
      expect(bytes).toBeGreaterThanOrEqual(at === 0 ? 0 : Math.min(told[at - 1].bytes, total ?? Infinity));
    }
    expect(model.summary.source).toBe(server.base);
    model.dispose();
  });

  it('is refused before it is read where it is too large', async () => {
    const error = await fault(open({ maxBytes: 100_000 }));
    expect(error.code).toBe('too-large');
    expect(error.details.limit).toBe(100_000);
  });

  it('predicts nothing where its output alone is too large, and attends all the same', async () => {
    const whole = await open();
    const { bytes, vocabulary, width } = whole.summary;
    whole.dispose();
    // bfloat16.
    const model = await open({ maxBytes: bytes - vocabulary * width });
    expect((await model.run({ ids: [3, 4] })).attention(0, 0)).toHaveLength(4);
    expect((await fault(model.run({ ids: [3, 4] }, { logits: 'last' }))).code).toBe('too-large');
    model.dispose();
  });

  it.skipIf(!existsSync(family('albert')))('holds no more attention than it may', async () => {
    const whole = await load(family('albert'));
    const { bytes, maxTokens } = whole.summary;
    whole.dispose();
    const model = await load(family('albert'), { maxBytes: bytes });
    const error = await fault(model.run({ ids: new Array(maxTokens).fill(3) }));
    expect(error.message).toContain(`the attention of ${maxTokens} tokens`);
    model.dispose();
  });

  it('is left where nobody wants it any more', async () => {
    const control = new AbortController();
    const opening = open({ signal: control.signal });
    control.abort(new Error('gone'));
    await expect(opening).rejects.toThrow('gone');
    const model = await open();
    const stopped = new AbortController();
    const running = model.run({ ids: [3, 4] }, { signal: stopped.signal });
    stopped.abort(new Error('another text'));
    await expect(running).rejects.toThrow('another text');
    expect((await model.run({ ids: [3, 4] })).attention(0, 0)).toHaveLength(4);
    model.dispose();
  });

  it('lets its parts be missing with a sentence each', async () => {
    const empty = await FileServer.start();
    expect((await fault(load(empty.base))).code).toBe('not-found');
    empty.stop();
    for (const name of ['config.json', 'model.safetensors']) {
      const files = filesOf(family('llama'));
      files.delete(name);
      expect((await fault(load(files))).message).toBe(`There is no ${name} in data.`);
    }
  });
});

describe.skipIf(!existsSync(family('gpt2')))('a hostile configuration', () => {
  it('is refused with a sentence that names a field or a tensor', async () => {
    const names = ['gpt2', 'llama', 'gemma2', 'bert', 't5', 'vit'].filter((name) => existsSync(family(name)));
    const files = new Map(names.map((name) => [name, filesOf(family(name))]));
    const value = fc.oneof(
      fc.constantFrom(
        1e9,
        2 ** 20,
        2 ** 16,
        -1,
        0,
        0.5,
        2 ** 31,
        1e308,
        'x',
        '',
        '__proto__',
        null,
        true,
        [],
        {},
        [1e9],
        [[]],
      ),
      fc.integer({ min: -2, max: 70 }),
    );
    const keys = names.flatMap((name) => Object.keys(configOf(family(name))));
    const change = fc.record({ key: fc.constantFrom(...keys, '__proto__', 'constructor'), value });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async (name, list) => {
          const own = Object.entries(configOf(family(name)));
          const fields = [...own, ...list.map((one) => [one.key, one.value])];
          const json = `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`).join(',')}}`;
          const hostile = new Map(files.get(name));
          hostile.set('config.json', new Blob([json]));
          try {
            const model = await load(hostile);
            expect(model.summary.bytes).toBeLessThan(2 ** 22);
            const picture = { width: 2, height: 2, data: new Uint8ClampedArray(16).fill(9) };
            try {
              await model.run({ ids: [1, 2], picture }, { logits: 'last', keep: ['attention', 'hidden'] });
            } finally {
              model.dispose();
            }
          } catch (error) {
            expect(error).toBeInstanceOf(AttnError);
            expect((error as AttnError).code, (error as AttnError).message).not.toBe('unexpected');
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Matrices of a family as rows of int8, and as the float32 numbers that these stand for. */
async function quantized(name: string) {
  const bytes = new Uint8Array(readFileSync(join(family(name), 'model.safetensors')));
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const { load: read } = await import('@attn-elements/core/data');
  const file = await read(bytes);
  const whole: [string, string, readonly number[], Uint8Array][] = [];
  const rows: typeof whole = [];
  for (const [tensor, { shape }] of Object.entries<{ shape: number[] }>(header)) {
    if (tensor === '__metadata__') continue;
    const array = await file.get(tensor);
    const numbers = (array as { float32(): Float32Array }).float32().slice();
    if (shape.length === 2 && numbers.length >= 1024) {
      const scales = new Float32Array(shape[0]);
      const codes = new Int8Array(numbers.length);
      for (let row = 0; row < shape[0]; row++) {
        const own = numbers.subarray(row * shape[1], (row + 1) * shape[1]);
        scales[row] = own.reduce((most, one) => Math.max(most, Math.abs(one)), 0) / 127 || 1;
        own.forEach((one, at) => {
          codes[row * shape[1] + at] = Math.round(one / scales[row]);
          own[at] = codes[row * shape[1] + at] * scales[row];
        });
      }
      rows.push([`${tensor}.scales`, 'F32', [shape[0]], new Uint8Array(scales.buffer)]);
      rows.push([tensor, 'I8', shape, new Uint8Array(codes.buffer)]);
    } else {
      rows.push([tensor, 'F32', shape, new Uint8Array(numbers.buffer)]);
    }
    whole.push([tensor, 'F32', shape, new Uint8Array(numbers.buffer)]);
  }
  const fileOf = (list: typeof whole) => {
    let at = 0;
    const described = Object.fromEntries(
      list.map(([tensor, dtype, shape, data]) => {
        const place = [at, (at += data.length)];
        return [tensor, { dtype, shape, data_offsets: place }];
      }),
    );
    const text = new TextEncoder().encode(JSON.stringify(described));
    const size = new Uint8Array(new BigUint64Array([BigInt(text.length)]).buffer);
    return { 'model.safetensors': Buffer.concat([size, text, ...list.map(([, , , data]) => data)]) };
  };
  return { whole: fileOf(whole), rows: fileOf(rows) };
}
