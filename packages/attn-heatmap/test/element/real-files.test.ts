import { expect } from '@open-wc/testing';
import { displayTokens } from '@attn-elements/core/data';
import { heatmap, isDrawn, part, stand, texts } from './stand.js';

/** Names of all files of the data folder, null where it is absent. */
async function listed(): Promise<string[] | null> {
  const answer = await fetch('/attn-data/');
  return answer.ok ? answer.json() : null;
}

describe('attention that others published', () => {
  it('is drawn with its tokens', async function () {
    this.timeout(60_000);
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
});
