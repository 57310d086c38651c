import { memory } from '@attn-elements/core/tfjs';
import { oneEvent } from '@open-wc/testing';
import { afterEachTest, goOn } from '../../../../scripts/testing/page/each-test.js';
import '../../src/define.js';
import type { AttnTrainer } from '../../src/index.js';

export { replace, rounds, settle, tasks, until } from '../../../../scripts/testing/page/each-test.js';

// What trained on the page's own thread is freed at the end of a step.
afterEachTest(() => {
  try {
    return memory().numTensors === 0;
  } catch {
    // No engine was ever begun here.
    return true;
  }
});

/** Settings that learn in a moment. */
export const quick = {
  task: 'reverse',
  length: 4,
  vocabularySize: 4,
  dModel: 8,
  batchSize: 4,
  steps: 60,
  engine: 'wasm',
} as const;

/** An element on the page, with properties. */
export function stand(properties: object = quick): AttnTrainer {
  goOn();
  const element = Object.assign(document.createElement('attn-trainer'), properties);
  element.textContent = 'A picture in words';
  document.body.append(element);
  return element;
}

export const part = <T extends HTMLElement>(element: AttnTrainer, name: string) =>
  element.shadowRoot!.querySelector<T>(`[part~=${name}]`);

export const button = (element: AttnTrainer, text: string) =>
  [...element.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent!.trim().startsWith(text));

/** Trains to the end, in sight, as elsewhere it would rest, and waits for what is shown then: it may push others out of sight. */
export async function trained(element: AttnTrainer): Promise<CustomEvent> {
  await element.updateComplete;
  element.scrollIntoView();
  const done = oneEvent(element, 'attn-done');
  await element.train();
  const event = await done;
  await element.ready;
  return event as CustomEvent;
}
