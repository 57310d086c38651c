import { expect } from '@open-wc/testing';
import { registerFormat } from '../../src/index.js';
import { heatmapOf, isDrawn, part, until } from './fixture.js';

describe('a format', () => {
  it('that is registered later shows the figures that failed for it', async () => {
    const element = await heatmapOf(new Blob(['GRID 2']));
    const { textContent } = part(element, 'error');
    expect(textContent).to.contain('none of the formats').and.to.contain('npy, npz, safetensors, JSON, CSV');
    registerFormat({
      name: 'grid',
      magic: /^GRID /,
      load: async () => () => [
        [1, 0],
        [0.5, 0.5],
      ],
    });
    await until(() => element.shadowRoot!.querySelector('canvas') !== null, 'it is drawn');
    await element.ready;
    expect(isDrawn(element)).to.equal(true);
    expect(element.shadowRoot!.querySelector('[part~=error]')).to.equal(null);
  });

  it('of a table in text may stand in the attribute, with its tokens', async () => {
    const element = await heatmapOf(',the,cat\nthe,1,0\ncat,0.25,0.75\n');
    const labels = [...element.shadowRoot!.querySelectorAll('svg text')].map((text) => text.textContent);
    expect(labels).to.include.members(['the', 'cat']);
    expect((await element.weights(0, 0)).data.join()).to.equal('1,0,0.25,0.75');
  });
});
