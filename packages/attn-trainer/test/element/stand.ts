import { oneEvent, waitUntil } from '@open-wc/testing';
import '../../src/define.js';
import type { AttnTrainer } from '../../src/index.js';

/** Settings that learn in a moment. */
export const quick = { task: 'reverse', length: 4, symbols: 4, width: 8, batch: 4, steps: 60, engine: 'wasm' } as const;

/** An element on the page, with properties. */
export function stand(properties: object = quick): AttnTrainer {
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

export const until = (isTrue: () => unknown, what: string) =>
  waitUntil(() => Boolean(isTrue()), what, { timeout: 30_000 });
