import { expect } from '@open-wc/testing';
import { until } from '../../scripts/testing/page/each-test.js';
import { replace, stand } from '../../scripts/testing/page/fixture.js';
import { type Element, six } from './six.js';

const { fetch: really, setTimeout: afterTime } = globalThis;

/** Elements that read a file of the page, with it. The trainer's worker reads its own. */
const readers = Object.entries(six).filter(([tag]) => tag !== 'attn-trainer');

let count = 0;
/** An element whose data are in a file, at an address that nobody has asked for. */
function showFile(tag: string, properties: object = {}): Element {
  const { data, ...others } = six[tag] as { data: unknown };
  answer = () => Promise.resolve(new Response(JSON.stringify(data)));
  const src = `/second-tries/${count++}.json`;
  const element = Object.assign(document.createElement(tag), others, { src }, properties) as unknown as Element;
  return element;
}

/** How the network answers for files of this test. */
let answer: () => Promise<Response>;
let isDown: boolean;
/** What was to be done after so many milliseconds. */
let later: Map<number, () => void>;

beforeEach(() => {
  isDown = true;
  later = new Map();
  globalThis.fetch = (input, options) => {
    if (!String(input).includes('/second-tries/')) return really(input, options);
    return isDown ? Promise.reject(new TypeError('Failed to fetch')) : answer();
  };
  globalThis.setTimeout = ((act: () => void, time = 0, ...given: []) => {
    if (time < 4000 || time > 8000) return afterTime(act, time, ...given);
    later.set(time, act);
    return 0;
  }) as typeof setTimeout;
});

const within = (element: Element, selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector);
const errorOf = (element: Element) => within(element, '[part~=error]');
const isThere = (element: Element) => within(element, '[part~=figure]')?.checkVisibility() ?? false;
const again = (element: Element, place = '.error') => within(element, `${place} .again`)!;

describe('what could not be had', () => {
  for (const [tag] of readers) {
    it(`is asked for again by a button: ${tag}`, async () => {
      const element = showFile(tag);
      let failures = 0;
      element.addEventListener('attn-error', () => failures++);
      stand.append(element as unknown as Node);
      await element.ready;
      expect(errorOf(element)!.textContent).to.contain('its server did not answer');
      again(element).click();
      await until(() => failures > 1 && again(element), 'it fails again');
      isDown = false;
      again(element).click();
      await until(() => isThere(element), 'the figure');
      expect(errorOf(element)).to.equal(null);
    });
  }

  it('is asked for by itself once the network is back', async () => {
    const element = showFile('attn-heatmap');
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    stand.append(element as unknown as Node);
    await element.ready;
    expect(errorOf(element)!.textContent).to.contain('this device is offline');
    delete (navigator as { onLine?: boolean }).onLine;
    isDown = false;
    dispatchEvent(new Event('online'));
    await until(() => isThere(element), 'the figure');
  });

  it('is not offered again where that would change nothing', async () => {
    const element = showFile('attn-heatmap');
    isDown = false;
    answer = () => Promise.resolve(new Response('[1, 2, 3]'));
    stand.append(element as unknown as Node);
    await element.ready;
    expect([errorOf(element) !== null, again(element)]).to.deep.equal([true, null]);
  });

  it('is asked for by a trainer, too', async () => {
    const element = Object.assign(document.createElement('attn-trainer'), { task: 'own', src: '/absent.csv' });
    stand.append(element);
    const codes: string[] = [];
    element.addEventListener('attn-error', ({ detail }) => codes.push(detail.code));
    await element.train();
    await until(() => again(element), 'the button');
    again(element).click();
    await until(() => codes.length > 1, 'another try');
    expect(codes).to.deep.equal(['not-found', 'not-found']);
  });
});

describe('what does not come', () => {
  const stalled = () => within(shown, '[role=status]')!.textContent!;
  let shown: Element;

  for (const [tag] of readers) {
    it(`is said, and can be asked for anew: ${tag}`, async () => {
      shown = showFile(tag);
      const good = answer;
      isDown = false;
      answer = () => new Promise(() => {});
      stand.append(shown as unknown as Node);
      await until(() => later.has(8000), 'it waits');
      expect(stalled()).not.to.contain('takes long');
      later.get(8000)!();
      await until(() => stalled().includes('takes long'), 'the sentence');
      answer = good;
      // So long, the file has been quiet.
      replace(performance, { now: () => 1e9 });
      again(shown, '[role=status]').click();
      await until(() => isThere(shown), 'the figure');
      expect(within(shown, '[role=status]')!.checkVisibility()).to.equal(false);
    });
  }

  it('is not said while some of it comes', async () => {
    shown = showFile('attn-heatmap');
    isDown = false;
    let send: (text: string) => void;
    let end: () => void;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = (text) => controller.enqueue(new TextEncoder().encode(text));
        end = () => controller.close();
      },
    });
    answer = () => Promise.resolve(new Response(body));
    stand.append(shown as unknown as Node);
    await until(() => later.has(8000), 'it waits');
    send!('[[1, 0], ');
    await new Promise((next) => afterTime(next));
    later.get(8000)!();
    await (shown as unknown as { updateComplete: Promise<boolean> }).updateComplete;
    expect(stalled()).not.to.contain('takes long');
    later.get(8000)!();
    await until(() => stalled().includes('takes long'), 'the sentence');
    send!('[0, 1]]');
    end!();
    await until(() => isThere(shown), 'the figure');
  });

  it('does not hold a figure back where it is a language', async () => {
    const { translations } = customElements.get('attn-heatmap') as unknown as { translations: Record<string, unknown> };
    const before = translations['zh-Hans'] as () => Promise<unknown>;
    let come = () => {};
    translations['zh-Hans'] = () => new Promise((resolve) => (come = () => resolve(before())));
    try {
      shown = showFile('attn-heatmap', { lang: 'zh' });
      isDown = false;
      stand.append(shown as unknown as Node);
      await until(() => later.has(4000), 'it waits for the language');
      expect(isThere(shown)).to.equal(false);
      later.get(4000)!();
      await until(() => isThere(shown), 'the figure');
      expect(within(shown, 'details summary')!.ariaLabel).to.equal('Save or list');
      come();
      await until(() => within(shown, 'details summary')!.ariaLabel === '保存、列表', 'the language');
    } finally {
      translations['zh-Hans'] = before;
    }
  });
});
