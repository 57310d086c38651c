import { expect } from '@open-wc/testing';
import { part, stand, until } from '../../scripts/testing/page/fixture.js';
import { attention, type Element, showOne, six, tokens } from './six.js';

const NOTE = 'weights of somebody’s model; seed 7';

const groupOf = (element: Element) => element.shadowRoot!.querySelector('[role=group]')!;
const nameOf = (element: Element) => groupOf(element).getAttribute('aria-label')!;
const gridOf = (element: Element) => element.shadowRoot!.querySelector('[role=grid]')!;
const summaryOf = (element: Element) => element.shadowRoot!.getElementById('summary')!.textContent!;
const titleOf = async (element: Element) =>
  new DOMParser()
    .parseFromString(await (element as unknown as { toSVG(): Promise<string> }).toSVG(), 'image/svg+xml')
    .querySelector('title')!.textContent;

function captioned(html: string): HTMLElement {
  const caption = document.createElement('span');
  caption.slot = 'caption';
  caption.innerHTML = html;
  return caption;
}

/** A figure with a caption, which is there before it is. */
async function withCaption(tag: string, html: string, properties: object = {}): Promise<Element> {
  const place = document.createElement('div');
  stand.append(place);
  const shown = showOne(tag, place, properties);
  place.firstElementChild!.append(captioned(html));
  return shown;
}

/** Names of figures whose author gave none: what they show. */
const ownNames: Readonly<Record<string, string>> = {
  'attn-heatmap': 'Attention heatmap, 12 × 12',
  'attn-links': 'Attention between tokens, 12 × 12',
  'attn-text': 'Attention over text, 12 × 12',
  'attn-image': 'Attention over a picture, 3 × 3 patches',
  'pe-plot': 'Positional encoding · learned',
  'attn-trainer': 'A model that learns: letters backwards',
};

for (const tag of Object.keys(six)) {
  const noted = (value: object) => ({ ...value, description: NOTE });
  const { data } = six[tag] as { data?: object };
  const withNote = data && !Array.isArray(data) ? { data: noted(data) } : {};

  describe(`the name of <${tag}>`, () => {
    it('is what it shows, where the author gives none: no note of its file is one', async () => {
      const element = await showOne(tag, stand, withNote);
      expect(nameOf(element)).to.equal(ownNames[tag]);
      expect(await titleOf(element)).to.equal(nameOf(element));
      const said = [...element.shadowRoot!.querySelectorAll('[aria-label]')].map((one) =>
        one.getAttribute('aria-label'),
      );
      expect([...said, summaryOf(element)].join(' ')).not.to.contain(NOTE);
    });

    it('is the caption, and before it the heading; what it shows is said once', async () => {
      const element = await withCaption(tag, 'Where <em>each word</em>\n  looks', withNote);
      expect(nameOf(element)).to.equal('Where each word looks');
      expect(await titleOf(element)).to.contain('Where each word looks');
      element.setAttribute('heading', 'One head');
      await element.ready;
      expect(nameOf(element)).to.equal('One head');
      for (const text of [summaryOf(element), gridOf(element).getAttribute('aria-label')!]) {
        expect(text).not.to.contain('One head').and.not.to.contain('Where each word looks');
      }
    });
  });
}

describe('the name of a figure', () => {
  it('follows a caption that comes later', async () => {
    const element = await showOne('attn-heatmap', stand);
    element.append(captioned('Later'));
    await until(() => nameOf(element) === 'Later', 'the caption is its name');
  });

  it('tells the layer and the head, in the language around it', async () => {
    const data = {
      attention: [
        [attention, attention],
        [attention, attention],
      ],
      tokens,
    };
    const one = { data, layer: 1, head: 0 };
    expect(nameOf(await showOne('attn-heatmap', stand, one))).to.equal('Layer 1 · Head 0, 12 × 12');
    expect(nameOf(await showOne('attn-heatmap', stand, { data, layer: null, head: null }))).to.equal(
      '4 heads, 12 × 12',
    );
    expect(nameOf(await showOne('attn-links', stand, { data, layer: 1 }))).to.equal('Layer 1 · 2 heads, 12 × 12');
    expect(nameOf(await showOne('attn-text', stand, one))).to.equal('Layer 1 · Head 0, 12 × 12');
    const named = { ...one, layerNames: ['first', 'second'], headNames: ['left', 'right'] };
    expect(nameOf(await showOne('attn-heatmap', stand, named))).to.equal('second · left, 12 × 12');
    stand.lang = 'zh';
    expect(nameOf(await showOne('attn-heatmap', stand, one))).to.equal('第 1 层 · 头 0，12 × 12');
  });

  it('tells what differs between encodings that are compared, each once', async () => {
    const compare = 'sinusoidal rotary rotary:linear rotary:ntk rotary:yarn';
    const element = await showOne('pe-plot', stand, { kind: 'sinusoidal', data: null, compare, length: 32 });
    expect(nameOf(element)).to.equal(
      'Positional encoding · sinusoidal; rotary (RoPE): no scaling, linear scaling, NTK-aware scaling, YaRN',
    );
    expect(summaryOf(element)).to.match(/: kernel by distance, 5 plots\./);
  });
});

/** The language that an element of a shadow root is in, as a screen reader finds it. */
const languageOf = (element: globalThis.Element): string => element.closest<HTMLElement>('[lang]')?.lang ?? stand.lang;

describe('words of another language than the page’s', () => {
  for (const tag of Object.keys(six)) {
    it(`are marked in <${tag}>, and the author’s are not`, async () => {
      stand.lang = 'fr';
      const element = await withCaption(tag, 'Une légende', { heading: 'Une figure' });
      const root = element.shadowRoot!;
      for (const selector of ['#summary', '.cells', '.toolbar', '[part~=readout]', '[part~=legend]']) {
        const found = root.querySelector(selector);
        if (found) expect(languageOf(found), selector).to.equal('en');
      }
      for (const own of [part(element, 'heading'), groupOf(element), root.querySelector('slot[name=caption]')!]) {
        expect(languageOf(own), own.outerHTML.slice(0, 80)).to.equal('fr');
      }
      stand.lang = 'en-GB';
      await until(() => !root.querySelector('[lang]'), 'no mark is left');
    });
  }

  it('run in their own direction on a page from the right, and the text in that of its words', async () => {
    stand.dir = 'rtl';
    const words = '[CLS] קופץ החתול מעל הגדר [SEP]'.split(' ');
    const data = { attention: words.map(() => words.map(() => 1 / 6)), tokens: words };
    const element = await showOne('attn-text', stand, { data });
    const direction = (name: string) => getComputedStyle(part(element, name)).direction;
    await until(() => direction('readout') === 'ltr', 'the readout runs from the left');
    expect(direction('legend')).to.equal('rtl');
    expect(getComputedStyle(element.shadowRoot!.querySelector('.legend-text, .samples')!).direction).to.equal('ltr');
    expect(direction('text')).to.equal('rtl');
    const latin = await showOne('attn-text', stand);
    expect(getComputedStyle(part(latin, 'text')).direction).to.equal('ltr');
    stand.removeAttribute('dir');
    expect(getComputedStyle(part(await showOne('attn-text', stand, { data }), 'text')).direction).to.equal('rtl');
    const turned = await showOne('attn-text', stand, { dir: 'rtl' });
    expect(getComputedStyle(part(turned, 'text')).direction).to.equal('rtl');
  });

  it('stand over steps whose arrows point where they lead', async () => {
    stand.dir = 'rtl';
    for (const tag of ['attn-heatmap', 'attn-text', 'attn-image', 'pe-plot', 'attn-trainer']) {
      stand.replaceChildren();
      const element = await showOne(tag, stand);
      expect(getComputedStyle(element.shadowRoot!.querySelector('.steps')!).direction, tag).to.equal('ltr');
    }
  });
});

describe('a text and a picture that are linked', () => {
  const words = ['the', 'house', 'stands'];
  /** [3 words, 2 × 2 patches]; the file names the words alone. */
  const data = {
    attention: [
      [0.25, 0.25, 0.25, 0.25],
      [0.05, 0.8, 0.1, 0.05],
      [0.4, 0.3, 0.2, 0.1],
    ],
    query_tokens: words,
  };
  const readoutOf = (element: Element) => part(element, 'readout').textContent!.trim();

  it('speak of words and patches, and not of positions', async () => {
    const text = await showOne('attn-text', stand, { data, group: 'lake', query: 1 });
    const image = await showOne('attn-image', stand, { data, group: 'lake', grid: '2 2', classToken: 0, query: 1 });
    await text.ready;
    await until(() => readoutOf(text).includes('patch'), 'the text knows the patches');
    expect(readoutOf(text)).to.match(/^house \(1\) attends 80% to patch row 0, column 1, 10% to patch row 1, column 0/);
    expect(summaryOf(text)).to.match(/^Attention over text: 3 words that look at 4 positions\. house/);
    expect(readoutOf(image)).to.match(/^house.* attends most to patch row 0, column 1/);
    // A word says what it looks at; samples of shades that no word has would say nothing.
    expect(text.shadowRoot!.querySelector('.samples')).to.equal(null);
  });

  it('say what is pointed at once: where the pointer is', async () => {
    const text = await showOne('attn-text', stand, { data, group: 'lake' });
    const image = await showOne('attn-image', stand, { data, group: 'lake', grid: '2 2', classToken: 0, query: 1 });
    const { x, y, width, height } = part(image, 'plot').getBoundingClientRect();
    const init = { bubbles: true, pointerType: 'mouse', clientX: x + 0.75 * width, clientY: y + 0.25 * height };
    part(image, 'plot').dispatchEvent(new PointerEvent('pointermove', init));
    const marked = () => text.shadowRoot!.querySelector('.word.chosen')?.textContent;
    await until(() => marked() === 'house', 'the word is marked');
    expect(readoutOf(text)).to.match(/^Choose a word/);
    expect(readoutOf(image)).to.equal('house → patch row 0, column 1: 0.8');
    for (const live of text.shadowRoot!.querySelectorAll('[aria-live=polite], [role=status]:not([hidden])'))
      expect(live.textContent!.trim()).to.equal('');
  });

  it('name the words in a picture whose own file names none', async () => {
    const { attention: weights } = data;
    await showOne('attn-text', stand, { data, group: 'lake' });
    const image = await showOne('attn-image', stand, {
      data: { attention: weights },
      group: 'lake',
      grid: '2 2',
      classToken: 0,
      query: 1,
    });
    await until(() => readoutOf(image).startsWith('house'), 'the picture knows the words');
  });
});
