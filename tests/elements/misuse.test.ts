import { expect } from '@open-wc/testing';
import { listen, quiet, type Shown, stand, until, warningsOf } from '../../scripts/testing/page/fixture.js';
import { attention, six } from './six.js';

const tags = Object.keys(six);
const ofAttention = ['attn-heatmap', 'attn-image', 'attn-links', 'attn-text'];

const said = (element: Shown): string[] =>
  Array.from(element.shadowRoot!.querySelectorAll('[part~=error]'), (error) => error.textContent!.trim());

/** An element of HTML, with its figure unless the markup is all there is. */
async function write(html: string, properties: object = {}): Promise<Shown> {
  stand.innerHTML = html;
  const element = Object.assign(stand.firstElementChild as Shown, properties);
  await element.ready;
  return element;
}

// What looks for misuse is loaded once, when the first figure stands.
before(() =>
  warningsOf(async () => {
    const element = await write('<attn-heatmap scr="">');
    await until(() => said(element).length > 0, 'it looks');
  }),
);

/** An element with its figure. */
const writeWhole = (tag: string, html: string) => write(html, six[tag]);

describe('an element without a source', () => {
  for (const tag of ofAttention) {
    it(`says so in <${tag}>, until it has one`, async () => {
      let element!: Shown;
      let codes: { code: string }[] = [];
      const warnings = await warningsOf(async () => {
        element = await write(`<${tag}><i>in other words</i></${tag}>`);
        codes = listen<{ code: string }>(element, 'attn-error');
        expect(said(element), 'nothing before a script could set it').to.deep.equal([]);
        await until(() => codes.length > 0, 'it is told');
        await element.ready;
      });
      expect(said(element)).to.deep.equal(['There is nothing to show yet: src, data or from is needed.']);
      expect(codes.map(({ code }) => code)).to.deep.equal(['missing-source']);
      expect(warnings).to.deep.equal([`<${tag}>: There is nothing to show yet: src, data or from is needed.`]);
      expect(element.offsetHeight).to.be.above(20);
      expect(element.querySelector('i')!.checkVisibility(), 'the fallback').to.equal(true);
      Object.assign(element, six[tag]);
      await element.ready;
      expect(said(element)).to.deep.equal([]);
      expect(element.querySelector('i')!.checkVisibility(), 'the fallback').to.equal(false);
    });
  }

  it('is told of an empty src, and not of data that a program has set to null', async () => {
    const [awaited, empty] = await Promise.all([
      write('<attn-heatmap></attn-heatmap>', { data: null }),
      (async () => {
        const element = document.createElement('attn-heatmap') as Shown;
        element.setAttribute('src', '');
        await Promise.resolve();
        stand.append(element);
        return element;
      })(),
    ]);
    await warningsOf(async () => {
      const codes = listen(empty, 'attn-error');
      await until(() => codes.length > 0, 'the empty one is told');
    });
    // It was on the page before the other.
    expect(said(awaited)).to.deep.equal([]);
  });

  it('says it in Chinese', async () => {
    stand.lang = 'zh';
    const element = await write('<attn-heatmap></attn-heatmap>');
    await warningsOf(() => until(() => said(element).length > 0, 'it is said'));
    expect(said(element)).to.deep.equal(['还没有可显示的内容：需要 src、data 或 from。']);
  });
});

describe('an unknown attribute', () => {
  const slips: readonly (readonly [tag: string, written: string, meant: string])[] = [
    ['attn-heatmap', 'scr', 'src'],
    ['attn-heatmap', 'colourmap', 'colormap'],
    ['attn-heatmap', 'color-map', 'colormap'],
    ['attn-heatmap', 'querytokens', 'query-tokens'],
    ['attn-heatmap', 'key_tokens', 'key-tokens'],
    ['attn-heatmap', 'source', 'src, from'],
    ['attn-image', 'layers', 'layer'],
    ['attn-links', 'mass', 'top-p'],
    ['attn-text', 'headng', 'heading'],
    ['attn-trainer', 'learningrate', 'learning-rate'],
    ['pe-plot', 'lenght', 'length'],
  ];
  for (const [tag, written, meant] of slips) {
    it(`${written} of <${tag}> is said, with ${meant}`, async () => {
      let element!: Shown;
      const warnings = await warningsOf(async () => {
        element = await writeWhole(tag, `<${tag} ${written}="2"></${tag}>`);
        await until(() => said(element).length > 0, 'it is said');
      });
      const sentence = `There is no attribute ${written}. Was ${meant} meant?`;
      expect(said(element)).to.deep.equal([sentence]);
      expect(warnings).to.deep.equal([`<${tag}>: ${sentence}`]);
      element.removeAttribute(written);
      Object.assign(element, { heading: 'renewed' });
      await element.ready;
      expect(said(element)).to.deep.equal([]);
    });
  }

  const others: readonly (readonly [tag: string, written: string, owners: string])[] = [
    ['attn-links', 'colormap', 'attn-heatmap, attn-image, pe-plot'],
    ['attn-heatmap', 'side', 'attn-image, attn-text'],
    ['attn-text', 'mask', 'attn-heatmap, attn-model'],
    ['pe-plot', 'layer', 'attn-heatmap, attn-image, attn-links, attn-text'],
  ];
  for (const [tag, written, owners] of others) {
    it(`${written} of <${tag}> is said, with the elements that have it`, async () => {
      let element!: Shown;
      const warnings = await warningsOf(async () => {
        element = await writeWhole(tag, `<${tag} ${written}="2"></${tag}>`);
        await until(() => said(element).length > 0, 'it is said');
      });
      const sentence = `${written} is an attribute of ${owners}, and does nothing here.`;
      expect(said(element)).to.deep.equal([sentence]);
      expect(warnings).to.deep.equal([`<${tag}>: ${sentence}`]);
    });
  }

  for (const tag of tags) {
    it(`of every element, of a framework or a page's own is no matter of <${tag}>`, async () => {
      const others =
        'id class style="" lang="en" dir title slot="" tabindex="0" role part is key="1" name="a" ref scope loading="lazy" ' +
        'data-src="a" aria-label="a" onclick="" v-cloak v-src="a" :src="a" @click="a" #src ng-src="a" _ngcontent-abc x-src ' +
        'client:load hx-get="a" translate="no" hidden itemprop="image" inert="" what-else alt="a"';
      const warnings = await warningsOf(async () => {
        const element = await writeWhole(tag, `<${tag} ${others}></${tag}>`);
        await quiet(element);
        expect(said(element)).to.deep.equal([]);
      });
      expect(warnings).to.deep.equal([]);
    });
  }
});

describe('a tag that is not closed', () => {
  for (const tag of tags) {
    it(`is said of <${tag}/>, and what follows stays on the page`, async () => {
      let element!: Shown;
      const warnings = await warningsOf(async () => {
        element = await writeWhole(tag, `<${tag}/><p id="after">After it.</p><h2>Next</h2>`);
        await until(() => said(element).length > 0, 'it is said');
      });
      const sentence =
        `The tag is not closed: HTML knows no <${tag}/>, and what follows it, from <p> on, ` +
        `has become its content. Write <${tag}></${tag}>.`;
      expect(said(element)).to.deep.equal([sentence]);
      expect(warnings).to.deep.equal([`<${tag}>: ${sentence}`]);
      expect(document.getElementById('after')!.checkVisibility()).to.equal(true);
    });
  }

  for (const after of [
    '<attn-text></attn-text>',
    '<pe-plot></pe-plot>',
    '<footer></footer>',
    '<script></script>',
    '<p></p><p></p>',
  ]) {
    it(`is told by ${after}`, async () => {
      await warningsOf(async () => {
        const element = await write(`<attn-heatmap/>${after}`, { data: attention });
        await until(() => said(element).join().includes('The tag is not closed'), 'it is said');
      });
    });
  }

  it('is noticed when a parser comes to what follows', async () => {
    await warningsOf(async () => {
      const element = await write('<attn-heatmap></attn-heatmap>', { data: attention });
      element.append(document.createElement('main'));
      await until(() => said(element).join().includes('from <main> on'), 'it is said');
    });
  });

  for (const content of [
    '<img alt="weights"><p>A sentence.</p>',
    '<figure><img alt="weights"><figcaption>Weights</figcaption></figure>',
    '<p>A text</p><p>of two paragraphs</p>',
    '<h3>Weights</h3><table></table>',
    '<figcaption slot="caption"><p>One.</p></figcaption><p slot="caption">Two</p><p slot="caption">Three</p>',
  ]) {
    it(`is not suspected of a fallback: ${content}`, async () => {
      const element = await write(`<attn-text>${content}</attn-text>\n`, { data: attention });
      await quiet(element);
      expect(said(element)).to.deep.equal([]);
    });
  }
});
