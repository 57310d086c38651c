import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { change, colorAt, heatmapOf, part, pixels, settle, stand, until, warningsOf } from './fixture.js';

const weights = [
  [0.5, 0.3, 0.2],
  [0.1, 0.8, 0.1],
];
/** Text that a legend shows, in one line. */
const legend = (element: AttnHeatmap) => part(element, 'legend').textContent!.replace(/\s+/g, ' ').trim();

/** Names of the swatches, and the colour that each has. */
const swatches = (element: AttnHeatmap) =>
  Object.fromEntries(
    [...part(element, 'legend').querySelectorAll('.swatch')].map((swatch) => [
      swatch.parentElement!.textContent!.trim(),
      getComputedStyle(swatch.querySelector('rect')!).fill,
    ]),
  );

const css = ([red, green, blue]: number[]) => `rgb(${red}, ${green}, ${blue})`;

describe('the sentence of the legend', () => {
  it('names what is shown and the scale', async () => {
    expect(legend(await heatmapOf(weights))).to.contain('Attention weights, linear');
    expect(legend(await heatmapOf(weights, { scale: 'log' }))).to.contain('log₁₀');
    expect(legend(await heatmapOf(weights, { scale: 'power', exponent: 0.3 }))).to.contain('power 0.3');
    expect(legend(await heatmapOf({ scores: weights }))).to.contain('Scores before the softmax');
  });

  for (const [normalization, words] of [
    ['row', 'each row divided'],
    ['column', 'each column divided'],
    ['matrix', 'each head divided'],
  ] as const) {
    it(`names the normalisation by ${normalization}, and only then`, async () => {
      const element = await heatmapOf(weights, { normalization });
      expect(legend(element)).to.contain(words);
      await change(element, { normalization: 'none' });
      expect(legend(element)).not.to.contain('divided');
    });
  }

  it('says that the first token is hidden and rows renormalised; of scores only that it is hidden', async () => {
    const element = await heatmapOf(weights, { hideFirstToken: true });
    expect(legend(element)).to.contain('first token hidden, rows renormalised');
    const scores = await heatmapOf({ scores: weights }, { hideFirstToken: true });
    expect(legend(scores)).to.contain('first token hidden').and.not.to.contain('renormalised');
  });

  it('says what a pixel shows of several cells, where there are several', async () => {
    const many = { shape: [1000, 1000], data: new Float32Array(1e6).fill(1e-3) };
    const element = await heatmapOf(many);
    expect(legend(element)).to.contain('largest of the cells under a pixel');
    await change(element, { reduce: 'mean' });
    expect(legend(element)).to.contain('mean of the cells under a pixel');
    expect(legend(await heatmapOf(weights))).not.to.contain('under a pixel');
  });

  it('says what rows sum to where that is not 1', async () => {
    expect(
      legend(
        await heatmapOf([
          [0.5, 0.25],
          [0.5, 0.1],
        ]),
      ),
    ).to.contain('rows sum to between 0.6 and 0.75');
    // Padding, which is no number or masked, sums to nothing.
    const padded = [
      [0.25, 0.75],
      [NaN, NaN],
      [-Infinity, -Infinity],
    ];
    expect(legend(await heatmapOf(padded))).not.to.contain('rows sum');
    expect(legend(await heatmapOf(weights))).not.to.contain('sum');
  });
});

describe('the special colours', () => {
  const odd = [[NaN, -Infinity, 0.5, 2, -1]];

  it('are told from each other and from 0, and named in the legend', async () => {
    const element = await heatmapOf(odd, { domain: [0, 1] });
    const found = [0, 1, 3, 4].map((column) => css(colorAt(element, 0, column, 1, 5)));
    const named = swatches(element);
    expect(Object.keys(named).sort()).to.deep.equal(['above 1', 'below 0', 'masked', 'not a number'].sort());
    expect(found[1]).to.equal(named.masked);
    expect(found[2]).to.equal(named['above 1']);
    expect(found[3]).to.equal(named['below 0']);
    expect(new Set([...found, css(colorAt(element, 0, 2, 1, 5))]).size).to.equal(5);
    // Cells that are no numbers are hatched: their colour and that of the stripes.
    const { width, data } = pixels(element);
    const cell = new Set<string>();
    for (let x = 2; x < width / 5 - 2; x++) cell.add(css([...data.subarray(x * 4, x * 4 + 3)]));
    expect(cell.has(named['not a number'])).to.equal(true);
    expect(cell.size).to.equal(2);
  });

  it('are named only where they occur', async () => {
    expect(swatches(await heatmapOf(weights))).to.deep.equal({});
    expect(Object.keys(swatches(await heatmapOf([[0.5, -Infinity]])))).to.deep.equal(['masked']);
    expect(Object.keys(swatches(await heatmapOf([[0.5, NaN]])))).to.deep.equal(['not a number']);
    expect(Object.keys(swatches(await heatmapOf([[0.5, 1]], { domain: [0, 0.7] })))).to.deep.equal(['above 0.7']);
    expect(Object.keys(swatches(await heatmapOf([[0.5, 0.25, 0]], { scale: 'log' })))).to.deep.equal(['below 0.25']);
  });

  it('of +Infinity is that of what lies above', async () => {
    const element = await heatmapOf({ scores: { shape: [1, 2], data: Float32Array.of(Infinity, 1) } });
    expect(css(colorAt(element, 0, 0, 1, 2))).to.equal(Object.values(swatches(element))[0]);
    expect(Object.keys(swatches(element))[0]).to.match(/^above/);
  });

  it('of a hidden first token is that of what is masked', async () => {
    const element = await heatmapOf(weights, { hideFirstToken: true });
    expect(css(colorAt(element, 0, 0, 2, 3))).to.equal(swatches(element).hidden);
  });

  for (const color of [
    'rgb(12 130 55)',
    '#8a5a00',
    'rgb(200 0 10 / 50%)',
    'oklch(0.6 0.2 140)',
    'color(srgb 0.2 0.4 0.6)',
    'transparent',
  ])
    it(`can be ${color}, and are as the browser paints them`, async () => {
      stand.style.setProperty('--attn-masked', color);
      const found = colorAt(await heatmapOf([[-Infinity, 1]]), 0, 0, 1, 2);
      stand.style.removeProperty('--attn-masked');
      const context = document.createElement('canvas').getContext('2d')!;
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const wanted = context.getImageData(0, 0, 1, 1).data;
      found.forEach((byte, channel) => expect(byte, String(found)).to.be.closeTo(wanted[channel], 1));
    });

  it('follow the page: custom properties, and a change of theme', async () => {
    stand.style.cssText = 'width: 640px; color-scheme: light';
    const element = await heatmapOf([[-Infinity, 1]]);
    const light = css(colorAt(element, 0, 0, 1, 2));
    stand.style.colorScheme = 'dark';
    await until(() => css(colorAt(element, 0, 0, 1, 2)) !== light, 'dark is seen');
    await element.ready;
    const dark = css(colorAt(element, 0, 0, 1, 2));
    expect(dark).to.equal(swatches(element).masked);
    element.style.setProperty('--attn-masked', 'oklch(0.6 0.2 140)');
    await until(() => css(colorAt(element, 0, 0, 1, 2)) !== dark, 'the property is seen');
  });
});

describe('the colours of values', () => {
  it('are those of the map, from 0 to the largest value', async () => {
    const element = await heatmapOf([[0, 0.4]], { colormap: 'greys' });
    const [low, high] = [colorAt(element, 0, 0, 1, 2), colorAt(element, 0, 1, 1, 2)];
    expect(low.slice(0, 3)).to.deep.equal([255, 255, 255]);
    expect(Math.max(...high.slice(0, 3))).to.be.at.most(1);
    await change(element, { colormap: 'greys_r' });
    expect(Math.max(...colorAt(element, 0, 0, 1, 2).slice(0, 3))).to.be.at.most(1);
  });

  it('of a diverging map have 0 in the middle', async () => {
    const element = await heatmapOf({ scores: [[-1, 0, 3]] }, { colormap: 'rdbu' });
    const [red, green, blue] = colorAt(element, 0, 1, 1, 3);
    expect(Math.min(red, green, blue)).to.be.above(240);
    // −1 is a third of the way to blue or red, 3 is at the end.
    expect(
      colorAt(element, 0, 2, 1, 3)
        .slice(0, 3)
        .reduce((a, b) => a + b),
    ).to.be.below(300);
  });

  it('normalised by rows are brightest once in each row', async () => {
    const element = await heatmapOf(
      [
        [0.1, 0.2],
        [0.4, 0.8],
      ],
      { normalization: 'row' },
    );
    expect(colorAt(element, 0, 1, 2, 2)).to.deep.equal(colorAt(element, 1, 1, 2, 2));
    expect(colorAt(element, 0, 0, 2, 2)).to.deep.equal(colorAt(element, 1, 0, 2, 2));
  });

  it('have ticks that are values of the domain', async () => {
    const element = await heatmapOf(weights, { domain: [0, 1] });
    const ticks = [...part(element, 'legend').querySelectorAll('svg text')].map((text) => Number(text.textContent));
    expect(ticks.length).to.be.at.least(2);
    for (const tick of ticks) expect(tick).to.be.within(0, 1);
    expect(ticks).to.deep.equal([...ticks].sort((a, b) => a - b));
  });
});

describe('properties that are wrong', () => {
  for (const [name, value] of [
    ['colormap', 'jet'],
    ['colormap', null],
    ['scale', 'cubic'],
    ['scale', undefined],
    ['exponent', Number.NaN],
    ['normalization', 'softmax'],
    ['domain', [1, 0]],
    ['domain', [Number.NaN, 1]],
    ['domain', 'x'],
    ['reduce', 'median'],
    ['keyAxis', null],
    ['layerNames', 'one'],
    ['tokens', []],
    ['width', -5],
  ] as const) {
    it(`the property ${name} = ${String(value)} throws nothing into the page`, async () => {
      const failures: unknown[] = [];
      const onError = (event: ErrorEvent | PromiseRejectionEvent) => {
        failures.push('reason' in event ? event.reason : event.error);
        event.preventDefault();
      };
      addEventListener('unhandledrejection', onError);
      await warningsOf(async () => {
        const element = await heatmapOf(weights);
        (element as unknown as Record<string, unknown>)[name] = value;
        await element.ready.catch((error: unknown) => failures.push(error));
        // What is thrown into the page is told in a task of its own.
        await settle();
      }).finally(() => removeEventListener('unhandledrejection', onError));
      expect(failures.map(String)).to.deep.equal([]);
    });
  }
});
