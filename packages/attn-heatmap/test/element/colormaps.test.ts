import { expect } from '@open-wc/testing';
import { colormap, type Colormap, tableColor } from '@attn-elements/core/color';
import { until } from '../../../../scripts/testing/page/each-test.js';
import { registerColormap } from '../../src/index.js';
import { change, colorAt, heatmapOf, warningsOf } from './fixture.js';

const values = [[0, 1]];
const ends = (map: Colormap) => [0, 1].map((place) => [...tableColor(map.table, place)]);
const shown = (element: Awaited<ReturnType<typeof heatmapOf>>) =>
  [0, 1].map((column) => colorAt(element, 0, column, 1, 2));

describe('a colour map', () => {
  it('of core’s is loaded where it is named, forwards and backwards', async () => {
    const element = await heatmapOf(values, { colormap: 'Turbo' });
    expect(element.colormap).to.equal('turbo');
    expect(shown(element)).to.deep.equal(ends(colormap('turbo')!));
    await change(element, { colormap: 'turbo_r' });
    expect(shown(element)).to.deep.equal(ends(colormap('turbo')!).toReversed());
  });

  it('that pages register is there at once', async () => {
    registerColormap('paper-inks', { colors: ['#fffaf0', '#102030'] });
    const element = await heatmapOf(values, { colormap: 'paper-inks' });
    expect(shown(element)).to.deep.equal([
      [255, 250, 240, 255],
      [16, 32, 48, 255],
    ]);
  });

  it('that is registered later is that of the figures that name it; until then they say what there is', async () => {
    let element!: Awaited<ReturnType<typeof heatmapOf>>;
    const warnings = await warningsOf(async () => {
      element = await heatmapOf(values, { colormap: 'late-inks' });
    });
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('colormap is late-inks').and.to.contain('viridis, cividis').and.to.contain('turbo');
    expect(element.colormap).to.equal('late-inks');
    expect(element.shadowRoot!.querySelector('[part~=error]')!.textContent).to.contain('colormap is late-inks');
    expect(element.shadowRoot!.querySelector('canvas')).to.equal(null);
    registerColormap('late-inks', { colors: ['#ff0000', '#00ff00'] });
    await until(() => element.shadowRoot!.querySelector('canvas') !== null, 'it is drawn');
    await element.ready;
    expect(shown(element)).to.deep.equal([
      [255, 0, 0, 255],
      [0, 255, 0, 255],
    ]);
    registerColormap('late-inks', { colors: ['#0000ff', '#000000'] });
    await until(() => colorAt(element, 0, 0, 1, 2)[2] === 255, 'it is drawn again');
  });

  it('that diverges has 0 in its middle, also backwards', async () => {
    registerColormap('ember-and-ice', { colors: ['#0000ff', '#ffffff', '#ff0000'], kind: 'diverging' });
    const element = await heatmapOf({ scores: [[-1, 0, 4]] }, { colormap: 'ember-and-ice_r', weighting: 'none' });
    expect(
      colorAt(element, 0, 1, 1, 3)
        .slice(0, 3)
        .every((byte) => byte > 250),
    ).to.equal(true);
    expect(colorAt(element, 0, 2, 1, 3)).to.deep.equal([0, 0, 255, 255]);
  });
});
