import { expect } from '@open-wc/testing';
import { displayTokens } from '@attn-elements/core/data';
import { heatmap, isDrawn, part, stand, texts } from './fixture.js';

/** Names of all files of the data folder, null where it is absent. */
async function listed(): Promise<string[] | null> {
  const answer = await fetch('/attn-data/');
  return answer.ok ? answer.json() : null;
}

describe('attention that others published', () => {
  it('is drawn with its tokens', async function () {
    const names = await listed();
    if (!names) {
      console.log('Real files are skipped: there is no data folder (ATTN_DATA_DIR).');
      return this.skip();
    }
    const files = names.filter(
      (name) => names.includes(name.replace(/safetensors$/, 'tokens.json')) && name.endsWith('.safetensors'),
    );
    expect(files.length).to.be.above(0);
    for (const name of files) {
      const { tokens } = await (await fetch(`/attn-data/${name.replace(/safetensors$/, 'tokens.json')}`)).json();
      const element = await heatmap(`src="/attn-data/${name}" layer="0" head="0"`);
      expect(texts(element, '[part~=error]'), name).to.deep.equal([]);
      expect(isDrawn(element), name).to.equal(true);
      const { shape } = await element.weights(0, 0);
      if (Array.isArray(tokens) && tokens.length === shape[0] && tokens.length === shape[1]) {
        element.tokens = tokens;
        await element.ready;
        const shown = texts(element, '[part~=axes] text');
        const [first] = displayTokens(tokens);
        expect(shown.filter((text) => text === first).length, name).to.be.at.least(2);
      }
      element.layer = element.head = null;
      await element.ready;
      expect(isDrawn(element), `all heads of ${name}`).to.equal(true);
      expect(part(element, 'legend').textContent, name).to.contain('Attention weights');
      stand.replaceChildren();
    }
  });

  it('comes out of the queries and keys that were published with it', async function () {
    const names = await listed();
    const path = 'bertviz/gpt2-qk-9.safetensors';
    if (!names?.includes(path)) {
      console.log(`Skipped: there is no ${path} in the data folder (ATTN_DATA_DIR).`);
      return this.skip();
    }
    const stored = await heatmap(`src="/attn-data/${path}"`);
    const computed = await heatmap(`src="/attn-data/${path}" array="queries" mask="causal"`);
    let cells = 0;
    let distance = 0;
    for (let layer = 0; layer < 12; layer++) {
      for (let head = 0; head < 12; head++) {
        const [{ data: wanted }, { data: found }] = [
          await stored.weights(layer, head),
          await computed.weights(layer, head),
        ];
        for (let i = 0; i < wanted.length; i++, cells++) {
          const isAhead = i % 9 > Math.floor(i / 9);
          expect(found[i] === -Infinity, `cell ${i}`).to.equal(isAhead);
          if (!isAhead) distance = Math.max(distance, Math.abs(found[i] - wanted[i]));
        }
      }
    }
    expect(cells).to.equal(144 * 81);
    expect(distance).to.be.below(1e-5);
  });
});
