import { fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { AttnModel } from '../../src/index.js';
import { until } from '../../../../scripts/testing/page/each-test.js';

/** The article's models: one that was trained, and two that were not. */
export const src = '/stories/article/data/story-gpt2/';
export const masked = '/stories/article/data/random-bert/';
export const translator = '/stories/article/data/random-marian/';
export const looking = '/stories/article/data/shape-vit/';

/** A list that is said twice, of which the first model finds the next word. */
export const repeated = 'banana, river, king, seven, banana, river,';

export const find = <T extends HTMLElement>(element: AttnModel, selector: string): T =>
  element.shadowRoot!.querySelector<T>(selector)!;
export const all = <T extends HTMLElement>(element: AttnModel, selector: string): T[] => [
  ...element.shadowRoot!.querySelectorAll<T>(selector),
];
export const likeliest = (element: AttnModel): string | null => find(element, '.predictions .piece')?.textContent;
export const hasRun = (element: AttnModel) => until(() => element.attentionSource !== null && likeliest(element));

/** An element whose model has read its text, or seen its picture. */
export async function shown(properties: Partial<AttnModel> = {}, content = ''): Promise<AttnModel> {
  const element = await fixture<AttnModel>(
    html`<attn-model src=${properties.src ?? src} text=${properties.text ?? repeated}></attn-model>`,
  );
  element.insertAdjacentHTML('beforeend', content);
  Object.assign(element, properties);
  await element.ready;
  await hasRun(element);
  return element;
}
