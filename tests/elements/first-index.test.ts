import { expect } from '@open-wc/testing';
import { quiet, stand, until } from '../../scripts/testing/page/fixture.js';
import { showOne } from './six.js';

/** Weights of two layers of two heads, [2, 2, 3, 3]. */
const data = Array.from({ length: 2 }, () =>
  Array.from({ length: 2 }, () => [
    [1, 0, 0],
    [0, 1, 0],
    [0.5, 0, 0.5],
  ]),
);

/** Everything that an element says of itself, to eyes and ears. */
const saidBy = ({ shadowRoot }: Element): string => {
  const labels = [...shadowRoot!.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'));
  return [shadowRoot!.textContent, ...labels].join(' ');
};

describe('first-index', () => {
  const figures: Readonly<Record<string, object>> = {
    'attn-heatmap': { data },
    'attn-links': { data, layer: 1 },
    'attn-text': { data, layer: 1, head: 1, controls: true, tokens: ['a', 'b', 'c'] },
    'attn-trainer': { layers: 2 },
  };
  for (const [tag, properties] of Object.entries(figures)) {
    it(`counts layers and heads from 1 in what is said, and in files: ${tag}`, async () => {
      const element = await showOne(tag, stand, properties);
      await quiet(element);
      expect(saidBy(element)).to.match(/Head 0|Heads?.*\b0\b/s);
      Object.assign(element, { firstIndex: 1 });
      await until(() => !/(Layer|Head) 0/.test(saidBy(element)), 'nothing is counted from 0');
      expect(saidBy(element)).to.match(/(Layer|Head) 2/);
      const csv = await (element as unknown as { toCSV(of?: string): Promise<string> }).toCSV(
        ...(tag === 'attn-trainer' ? ['attention'] : []),
      );
      const rows = csv
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((row) => row.split(',').map(Number));
      expect(Math.min(...rows.map(([layer]) => layer))).to.be.at.least(1);
      expect(Math.max(...rows.map(([, head]) => head))).to.equal(2);
    });
  }

  it('leaves attributes and events as they are: they count from 0', async () => {
    const element = await showOne('attn-heatmap', stand, { data, firstIndex: 1, layer: 1, head: 1 });
    await quiet(element);
    expect(saidBy(element)).to.contain('Layer 2');
    let detail: { layer: number; head: number } | null = null;
    element.addEventListener('attn-select', (event) => ({ detail } = event as CustomEvent));
    element
      .shadowRoot!.querySelector('.cells')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await until(() => detail, 'a cell is marked');
    expect(detail).to.include({ layer: 1, head: 1 });
  });
});
