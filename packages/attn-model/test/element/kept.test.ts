import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { until } from '../../../../scripts/testing/page/each-test.js';
import type { AttnModel } from '../../src/index.js';

const name = 'attn-elements.models';
const src = '/stories/article/data/story-gpt2/';

async function read(properties: Partial<AttnModel>): Promise<void> {
  const element = document.createElement('attn-model');
  Object.assign(element, { src, text: 'Tom has a red', ...properties });
  document.body.append(element);
  await element.ready;
  await until(() => element.attentionSource !== null);
  element.remove();
}

const kept = async () => (await caches.open(name)).keys();

describe('a model that may be kept', () => {
  beforeEach(() => caches.delete(name));
  afterEach(() => caches.delete(name));

  it('is there for the next visit, by the version of its file, and read from there', async () => {
    await read({ cache: true });
    const parts = await kept();
    expect(parts.length).to.be.greaterThan(0);
    for (const { url } of parts) expect(url).to.contain('model.safetensors?attn-version=');
    // What is kept is what is read: with other numbers in it the model would read another file.
    await read({ cache: true });
    expect((await kept()).map(({ url }) => url)).to.deep.equal(parts.map(({ url }) => url));
  });

  it('is not, unless its author says so', async () => {
    await read({});
    expect(await kept()).to.deep.equal([]);
  });
});
