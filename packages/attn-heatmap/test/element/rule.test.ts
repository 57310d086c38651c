import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { change, colorAt, heatmap, listen, part, press, texts } from './fixture.js';

const legend = (element: AttnHeatmap) => part(element, 'legend').querySelector('span')!.textContent!;

describe('a mask without attention', () => {
  it('shows who may attend to whom', async () => {
    const element = await heatmap('mask="causal window 1" tokens="a b c d"');
    expect(legend(element)).to.equal('Who may attend to whom, causal, keys at most 1 away');
    expect(texts(element, '.legend .mark')).to.deep.equal(['may be attended', 'may not be attended']);
    expect(element.shadowRoot!.querySelector('.legend .bar')).to.equal(null);
    expect(texts(element).filter((text) => /^[a-d]$/.test(text))).to.have.length(8);
    expect(await element.toCSV())
      .to.contain('0,0,1,1,b,b,1\r\n')
      .and.contain('0,0,0,1,a,b,\r\n');
    const [allowed, forbidden] = [colorAt(element, 1, 1, 4, 4), colorAt(element, 0, 1, 4, 4)];
    const swatch = element.shadowRoot!.querySelector('.swatch.allowed rect')!;
    expect(getComputedStyle(swatch).fill).to.equal(`rgb(${allowed.slice(0, 3).join(', ')})`);
    expect(forbidden).to.not.deep.equal(allowed);
    expect(element.shadowRoot!.querySelector('#summary')!.textContent).to.contain('7 of 16 pairs may be attended');
  });

  it('is read by keys, and saved', async () => {
    const element = await heatmap('mask="causal" tokens="a b c"');
    await press(element, 'ArrowRight');
    expect(part(element, 'readout').textContent).to.equal('a (0) → b (1): may not be attended');
    await press(element, 'ArrowDown');
    expect(part(element, 'readout').textContent).to.equal('b (1) → b (1): may be attended');
    expect(await element.toSVG()).to.contain('Who may attend to whom');
  });

  it('is as large as its tokens or its size, and without either waits for data', async () => {
    const element = await heatmap('mask="prefix 2 size 6"');
    expect((await element.weights(0, 0)).shape).to.deep.equal([6, 6]);
    const cross = await heatmap(`mask="causal" query-tokens="x y" key-tokens="a b c d"`);
    expect((await cross.weights(0, 0)).shape).to.deep.equal([2, 4]);
    const awaited = await heatmap('mask="causal"');
    expect(awaited.attentionSource).to.equal(null);
    await change(awaited, { data: { queries: [[1], [2]], keys: [[1], [2]] } });
    expect(legend(awaited)).to.match(/^Attention weights.*causal/);
  });

  it('follows its words, and goes with them; data stand before it', async () => {
    const element = await heatmap('tokens="a b c d"');
    expect(element.attentionSource).to.equal(null);
    const loads = listen(element, 'attn-load');
    await change(element, { mask: 'documents 2 2' });
    expect(legend(element)).to.contain('within documents of 2 + 2');
    expect(loads.length).to.equal(1);
    await change(element, { mask: 'window 1 size 9', tokens: null });
    expect((await element.weights(0, 0)).shape).to.deep.equal([9, 9]);
    await change(element, { data: [[0.5, 0.5]] });
    expect(legend(element)).to.contain('Attention weights');
    await change(element, { data: null, mask: 'none' });
    expect(element.attentionSource).to.equal(null);
  });
});
