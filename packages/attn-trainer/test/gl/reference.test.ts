import { expect } from '@open-wc/testing';
import { type Description, differencesFrom } from '../trainer/reference-task.js';

const folder = '/attn-reference/';
const { cases } = (await (await fetch(`${folder}index.json`)).json()) as { cases: Description[] };

describe('the Trainer held to PyTorch on webgl', () => {
  for (const description of cases.filter(({ kind }) => kind.startsWith('train-'))) {
    it(description.file, async () => {
      const bytes = new Uint8Array(await (await fetch(folder + description.file)).arrayBuffer());
      const { early, all, maps } = await differencesFrom(bytes, description, 'webgl');
      expect(early).to.be.below(1e-4);
      expect(all).to.be.below(1e-3);
      expect(maps).not.to.deep.equal({});
      for (const [name, off] of Object.entries(maps)) expect(off, name).to.be.below(5e-3);
    });
  }
});
