import { load, openAttention, type TensorSource } from '@attn-elements/core/data';
import type { Tensor } from '@attn-elements/core/tensor';
import { expect } from '@open-wc/testing';
import { parseCsv } from '../../../../scripts/testing/page/saved.js';
import { change, dataOf, isSame, stand, strengths, tableOf, textElement } from './fixture.js';

/** Names of all files of a folder that tests read from, null where it is absent. */
async function listed(folder: string): Promise<string[] | null> {
  const answer = await fetch(folder);
  return answer.ok ? answer.json() : null;
}

/** Values of a table or a CSV that are not the file's. */
function strays(found: readonly (readonly string[])[], values: Float32Array, columns: number): string[] {
  return found.flatMap((row, r) =>
    row.flatMap((cell, c) =>
      isSame(cell, values[r * columns + c]) ? [] : `${r}, ${c}: ${cell} ${values[r * columns + c]}`,
    ),
  );
}

/** Holds one head of an element to the file: table, CSV, and the shades of a chosen query. */
async function holdsHead(
  element: Awaited<ReturnType<typeof textElement>>,
  source: TensorSource,
  layer: number,
  head: number,
) {
  await change(element, { layer, head, pieces: 'none', query: null });
  const values = await source.slice(layer, head);
  const [queries, keys] = source.shape(layer);
  const { rows } = await tableOf(element);
  expect(rows.length, 'rows of the table').to.equal(queries);
  expect(
    strays(
      rows.map(([, ...cells]) => cells),
      values,
      keys,
    ),
  ).to.deep.equal([]);
  const [, ...lines] = parseCsv(await element.toCSV());
  expect(lines.map((line) => Number(line[6]))).to.deep.equal([...values]);
  const query = queries - 1;
  await change(element, { query });
  const row = values.subarray(query * keys, (query + 1) * keys);
  const largest = Math.max(...row);
  const shades = strengths(element).slice(-keys);
  shades.forEach((shade, at) => expect(shade, `shade of ${at}`).to.be.closeTo(Math.max(0, row[at]) / largest, 6e-4));
}

describe('the weights of every file', () => {
  it('of the example data are those of table, CSV and shades', async () => {
    for (const [name, array] of [
      ['translation-0.cross.json'],
      ['translation-0.cross.npz'],
      ['translation-1.safetensors', 'cross'],
      ['translation-1.safetensors', 'encoder'],
      ['story.f16.npz'],
      ['induction.safetensors'],
    ] as const) {
      const source = await openAttention(await load(dataOf(name), { base: document.baseURI }), { array });
      const element = await textElement(`src="${dataOf(name)}" ${array ? `array="${array}"` : ''}`);
      await holdsHead(element, source, source.layers - 1, source.heads(0) - 1);
      stand.replaceChildren();
    }
  });

  it('that BertViz published are those of table, CSV and shades', async function () {
    const names = (await listed('/attn-data/'))?.filter((name) => /^bertviz\/.*\.safetensors$/.test(name));
    if (!names?.length) {
      console.log('Real files are skipped: there is no data folder (ATTN_DATA_DIR).');
      return this.skip();
    }
    for (const name of names) {
      const { tokens } = await (await fetch(`/attn-data/${name.replace(/safetensors$/, 'tokens.json')}`)).json();
      const file = await load(`/attn-data/${name}`, { base: document.baseURI });
      const arrays = file.names.filter((array) => /attention|encoder|decoder|cross/.test(array));
      for (const array of arrays) {
        const source = await openAttention(file, { array });
        const [queries, keys] = source.shape(0);
        const element = await textElement(`src="/attn-data/${name}" array="${array}"`);
        if (Array.isArray(tokens) && queries === keys && tokens.length === keys) await change(element, { tokens });
        for (const layer of new Set([0, source.layers - 1]))
          await holdsHead(element, source, layer, source.heads(0) - 1);
        stand.replaceChildren();
      }
    }
  });

  it('are added up over the pieces of a key, and averaged over those of a query', async () => {
    const attention = [
      [0.5, 0.25, 0.25, 0],
      [0.125, 0.5, 0.125, 0.25],
      [0.25, 0.125, 0.5, 0.125],
      [0, 0.125, 0.125, 0.75],
    ];
    const data = JSON.stringify({ attention, tokens: ['un', '##do', 'it', 'now'] });
    const element = await textElement(`data='${data}'`);
    // By hand: columns 0 and 1 are added, then rows 0 and 1 halved.
    const expected = [
      ['undo (0)', 0.6875, 0.1875, 0.125],
      ['it (2)', 0.375, 0.5, 0.125],
      ['now (3)', 0.125, 0.125, 0.75],
    ];
    const read = async () => (await tableOf(element)).rows.map(([name, ...cells]) => [name, ...cells.map(Number)]);
    expect(await read()).to.deep.equal(expected);
    await change(element, { pieces: 'max' });
    expect((await read())[1]).to.deep.equal(['it (2)', 0.25, 0.5, 0.125]);
    await change(element, { pieces: 'mean' });
    expect((await read())[1]).to.deep.equal(['it (2)', 0.1875, 0.5, 0.125]);
    await change(element, { pieces: 'none' });
    expect((await read())[2]).to.deep.equal(['it (2)', 0.25, 0.125, 0.5, 0.125]);
    const [, ...lines] = parseCsv(await element.toCSV());
    expect(lines.map((line) => Number(line[6]))).to.deep.equal(attention.flat());
  });
});

describe('the documents of the reference', () => {
  it('have the weights of the file in table, CSV, bars and shades', async function () {
    const { cases } = await (await fetch('/attn-reference/index.json')).json();
    const found = cases.filter(({ kind }: { kind: string }) => kind === 'train-hierarchical-attention');
    if (found.length === 0) return this.skip();
    for (const { file } of found) {
      const arrays = await load(`/attn-reference/${file}`, { base: document.baseURI });
      const [words, sentences, mask] = await Promise.all(
        ['word_weights', 'sentence_weights', 'mask'].map(async (name) => (await arrays.get(name)) as Tensor),
      );
      const [documents, count, width] = words.shape;
      for (const batch of [0, 7, documents - 1]) {
        const element = await textElement(`src="/attn-reference/${file}" batch="${batch}"`);
        const own = words.slice(batch).float32();
        const outer = sentences.slice(batch).float32();
        const open = mask.slice(batch).float32();
        const expected: number[][] = [];
        for (let sentence = 0; sentence < count; sentence++) {
          for (let at = sentence * width; at < (sentence + 1) * width; at++) {
            if (open[at])
              expected.push([sentence + 1, outer[sentence], own[at], Math.fround(own[at] * outer[sentence])]);
          }
        }
        const { header, rows } = await tableOf(element);
        expect(header).to.deep.equal(['Sentence', 'Sentence weight', 'Word weight', 'Word × sentence']);
        expect(
          strays(
            rows.map(([, ...cells]) => cells),
            Float32Array.from(expected.flat()),
            4,
          ),
        ).to.deep.equal([]);
        expect(rows.length).to.equal(expected.length);
        const [, ...lines] = parseCsv(await element.toCSV());
        expect(lines.map((line) => line.slice(3).map(Number))).to.deep.equal(expected.map(([, ...rest]) => rest));
        const bars = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.bar')].map((bar) =>
          parseFloat(bar.style.inlineSize),
        );
        bars.forEach((bar, at) => expect(bar).to.be.closeTo((100 * outer[at]) / Math.max(...outer), 0.01));
        for (const [level, column] of [
          ['both', 3],
          ['word', 2],
          ['sentence', 1],
        ] as const) {
          await change(element, { level });
          const largest = Math.max(...expected.map((row) => row[column]));
          strengths(element).forEach((shade, at) =>
            expect(shade, `${level} ${at}`).to.be.closeTo(expected[at][column] / largest, 6e-4),
          );
        }
        stand.replaceChildren();
      }
    }
  });
});
