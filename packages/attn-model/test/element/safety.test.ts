import { expect, oneEvent } from '@open-wc/testing';
import '../../src/define.js';
import { until } from '../../../../scripts/testing/page/each-test.js';
import type { AttnModel } from '../../src/index.js';

const story = '/stories/article/data/story-gpt2/';
const endless = new URL('../fixtures/endless/', import.meta.url).pathname;

const find = (element: AttnModel, selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector);
const hasRun = (element: AttnModel) => until(() => element.attentionSource !== null);

function made(properties: Partial<AttnModel>): AttnModel {
  const element = document.createElement('attn-model');
  Object.assign(element, properties);
  return element;
}

/** Workers that were begun, and of them those that were ended. */
async function countingWorkers(use: (count: { begun: number; ended: number }) => Promise<void>): Promise<void> {
  const Own = window.Worker;
  const count = { begun: 0, ended: 0 };
  window.Worker = class extends Own {
    constructor(...given: ConstructorParameters<typeof Own>) {
      super(...given);
      count.begun++;
    }
    override terminate(): void {
      super.terminate();
      count.ended++;
    }
  };
  try {
    await use(count);
  } finally {
    window.Worker = Own;
  }
}

describe('what a model may not do to a page', () => {
  it('read for ever: a tokenizer that never ends is stopped, and another text is read', async () => {
    await countingWorkers(async (count) => {
      const element = made({ src: endless, text: 'a b' });
      document.body.append(element);
      await element.ready;
      await hasRun(element);
      const told = oneEvent(element, 'attn-error') as Promise<CustomEvent>;
      element.text = `${'a'.repeat(60)} b`;
      const { detail } = await told;
      expect(detail.message).to.contain('tokenizer');
      expect(count).to.deep.equal({ begun: 1, ended: 1 });
      await until(() => find(element, '[part=error]')?.textContent?.includes('tokenizer'));
      element.src = story;
      element.text = 'Tom has a red';
      await element.ready;
      await hasRun(element);
      expect(find(element, '[part=error]')).to.equal(null);
      element.remove();
    });
  });

  it('stay when it is taken away: ten models leave no worker', async () => {
    await countingWorkers(async (count) => {
      for (let at = 0; at < 10; at++) {
        const element = made({ src: at % 2 ? story : endless, text: 'b c' });
        document.body.append(element);
        await element.ready;
        // Every third is taken away while it works.
        if (at % 3) await hasRun(element);
        element.remove();
      }
      await until(() => count.begun === 10 && count.ended === 10);
    });
  });

  for (const [name, src] of Object.entries({
    'a folder that is a page': '/stories/',
    'a folder that is not there': '/absent/',
    'an address of a kind that is not read': 'ftp://host/models/',
    'a picture': '/stories/article/data/',
  })) {
    it(`be ${name} without a sentence`, async () => {
      const element = made({ src, text: 'a' });
      element.textContent = 'In words';
      const told = oneEvent(element, 'attn-error') as Promise<CustomEvent>;
      document.body.append(element);
      const { detail } = await told;
      expect(detail.code).not.to.equal('unexpected');
      await element.ready;
      element.remove();
    });
  }
});
