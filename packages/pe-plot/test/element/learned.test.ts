import { expect } from '@open-wc/testing';
import { isDrawn, part, plot, shownValues, texts } from './fixture.js';

/** Names of all files of the data folder, null where it is absent. */
async function listed(): Promise<string[] | null> {
  const answer = await fetch('/attn-data/');
  return answer.ok ? answer.json() : null;
}

/** The numbers of an npy file, read without the code under test: version 1, little-endian float32, C order. */
async function readNpy(url: string): Promise<{ shape: number[]; values: Float32Array }> {
  const bytes = await (await fetch(url)).arrayBuffer();
  const length = new DataView(bytes).getUint16(8, true);
  const header = new TextDecoder().decode(bytes.slice(10, 10 + length));
  expect(header).to.contain("'<f4'").and.to.contain("'fortran_order': False");
  const shape = /\(([^)]*)\)/.exec(header)![1].split(',').filter(Boolean).map(Number);
  return { shape, values: new Float32Array(bytes.slice(10 + length)) };
}

const files = [
  ['nano-sort-gpt-11x48.f32.npy', 'The order means something', '0.552'],
  ['minigpt-char-64x128.f32.npy', 'No order can be told from chance', '0.02'],
] as const;

describe('tables that models learned', () => {
  for (const [name, sentence, cosine] of files) {
    const path = `pos-embeddings/${name}`;
    const url = `/attn-data/${path}`;

    for (const view of ['heatmap', 'curves', 'similarity', 'kernel', 'spectrum']) {
      it(`${name}, ${view}: the reader is told whether its order means something`, async function () {
        if (!(await listed())?.includes(path)) {
          console.log(`Skipped: there is no ${path} in the data folder (ATTN_DATA_DIR).`);
          return this.skip();
        }
        const element = await plot(`kind="learned" src="${url}" view="${view}"`);
        expect(isDrawn(element)).to.equal(true);
        const notes = part(element, 'notes').textContent!;
        expect(notes).to.contain(sentence).and.to.contain(cosine);
        expect(texts(element, '#summary')[0], 'a screen reader is told too').to.contain(sentence);
      });
    }

    it(`${name} is shown value by value`, async function () {
      if (!(await listed())?.includes(path)) return this.skip();
      const { shape, values } = await readNpy(url);
      const element = await plot(`kind="learned" src="${url}" view="heatmap"`);
      expect(await shownValues(element)).to.deep.equal([...values]);
      expect(texts(element, '#summary')[0]).to.contain(`${shape[0]} × ${shape[1]}`);
    });
  }

  it('have a spectrum beside what rows in no order would have', async function () {
    const path = 'pos-embeddings/minigpt-char-64x128.f32.npy';
    if (!(await listed())?.includes(path)) return this.skip();
    const element = await plot(`kind="learned" src="/attn-data/${path}" view="spectrum"`);
    const powers = await shownValues(element);
    expect(powers).to.have.length(32);
    // Of 128 columns noise strays by 1/√128 = 0.09 around 1.
    const mean = powers.reduce((sum, power) => sum + power, 0) / 32;
    expect(mean).to.be.closeTo(1, 0.1);
    for (const power of powers) expect(power).to.be.within(0.6, 1.5);
    expect(texts(element, '.beyond-text')).to.deep.equal(['rows in no order']);
  });

  it('of T5 biases are read a head each', async () => {
    const table = Array.from({ length: 8 }, (_, bucket) => [bucket, -bucket]);
    const element = await plot(`kind="t5" data="${JSON.stringify(table)}" length="30" max-distance="20" view="kernel"`);
    expect(isDrawn(element)).to.equal(true);
    const values = await shownValues(element);
    expect(values).to.have.length(60);
    // Four buckets of one distance each, then wider ones up to the last.
    expect(values.slice(0, 4)).to.deep.equal([0, 1, 2, 3]);
    expect(values[29]).to.equal(7);
    expect(values.slice(30).map((value) => -value + 0)).to.deep.equal(values.slice(0, 30));
  });

  it('are shown where no kind is named: the one that the table, its buckets or a rope say', async () => {
    const table = JSON.stringify([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]);
    const element = await plot(`data="${table}" view="heatmap"`);
    expect(await shownValues(element)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const biases = JSON.stringify(Array.from({ length: 8 }, (_, bucket) => [bucket, -bucket]));
    const ofBiases = await plot(`data="${biases}" buckets="8" length="30" max-distance="20" view="kernel"`);
    expect((await shownValues(ofBiases)).slice(0, 4)).to.deep.equal([0, 1, 2, 3]);
    const turned = await plot(`rope='{"rope_type": "linear", "factor": 2}' d-model="8" view="rotation"`);
    expect(texts(turned, '[part~=error]')).to.deep.equal([]);
    // A kind that is named stays what is shown.
    const named = await plot(`kind="alibi" data="${table}" heads="2" view="bias"`);
    expect(texts(named, '.title')).to.include('head 0');
  });
});
