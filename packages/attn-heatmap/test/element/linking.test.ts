import { expect } from '@open-wc/testing';
import { joinGroup, leaveGroup } from '../../../core/src/element/group/group.js';
import type { AttnHeatmap } from '../../src/index.js';
import { colorAt, heatmap, heatmapOf, listen, part, point, pointOf, press, stand, texts, until } from './fixture.js';

const heads = [
  [
    [0.9, 0.1, 0],
    [0.2, 0.3, 0.5],
  ],
  [
    [0.1, 0.2, 0.7],
    [0.4, 0.4, 0.2],
  ],
];

const linked = (element: AttnHeatmap) => {
  const mark = element.shadowRoot!.querySelector('.mark.linked:not(.halo)');
  const canvas = part(element, 'canvas').getBoundingClientRect();
  if (!mark) return null;
  const { x, y, width, height } = mark.getBoundingClientRect();
  return { x: x - canvas.x, y: y - canvas.y, width, height, canvas };
};

describe('elements of one group', () => {
  it('mark the cell that one of them is pointed at, and let go of it', async () => {
    const [one, two] = [
      await heatmapOf([heads], { layer: 0, head: 0, group: 'a' }),
      await heatmapOf([heads], { layer: 0, head: 0, group: 'a' }),
    ];
    const other = await heatmapOf([heads], { layer: 0, head: 0, group: 'b' });
    await point(one, 'pointermove', pointOf(one, 1, 2, 2, 3));
    await two.ready;
    const { x, y, width, height, canvas } = linked(two)!;
    expect([x + width / 2, y + height / 2]).to.deep.equal([(canvas.width * 5) / 6, (canvas.height * 3) / 4]);
    expect(linked(other)).to.equal(null);
    expect(linked(one), 'its own is pointed at, not linked').to.equal(null);
    part(one, 'plot').dispatchEvent(new PointerEvent('pointerleave'));
    await two.ready;
    expect(linked(two)).to.equal(null);
  });

  it('show the head that one of them opens', async () => {
    const all = await heatmapOf([heads], { group: 'a' });
    const single = await heatmapOf([heads], { layer: 0, head: 0, group: 'a' });
    await press(all, 'ArrowRight', 'Enter');
    await single.ready;
    expect((await single.weights(0, 1)).data[2]).to.be.closeTo(0.7, 1e-6);
    expect(single.shadowRoot!.querySelector('#summary')!.textContent).to.contain('Head 1');
  });

  it('share one scale, and give it up when one leaves', async () => {
    const small = await heatmapOf([[0.1, 0.2]], { group: 'a' });
    const alone = colorAt(small, 0, 1, 1, 2);
    const large = await heatmapOf([[0.2, 0.8]], { group: 'a' });
    await small.ready;
    expect(colorAt(small, 0, 1, 1, 2)).to.deep.equal(colorAt(large, 0, 0, 1, 2));
    expect(colorAt(small, 0, 1, 1, 2)).not.to.deep.equal(alone);
    large.remove();
    await small.ready;
    expect(colorAt(small, 0, 1, 1, 2)).to.deep.equal(alone);
  });

  it('look where the others look already when they come later', async () => {
    const one = await heatmapOf([heads], { layer: 0, head: 0, group: 'a' });
    await point(one, 'pointermove', pointOf(one, 0, 1, 2, 3));
    const late = await heatmapOf([heads], { layer: 0, head: 0, group: 'a' });
    expect(linked(late)).not.to.equal(null);
  });

  it('meet members of another bundle, and a query alone marks its row', async () => {
    const element = await heatmapOf([heads], { layer: 0, head: 0, group: 'a' });
    // What another copy of core does: it finds the group by its name alone.
    const member = { extent: null, changed: () => {} };
    const group = joinGroup('a', member);
    group.place = { layer: 0, head: 1, query: 1, key: null };
    for (const one of group.members) one.changed();
    await element.ready;
    expect(element.shadowRoot!.querySelector('#summary')!.textContent).to.contain('Head 1');
    const { width, canvas } = linked(element)!;
    expect(width).to.be.closeTo(canvas.width, 3);
    group.place = { layer: 0, head: 1, query: 99, key: 0 };
    for (const one of group.members) one.changed();
    await element.ready;
    expect(linked(element), 'there is no such query').to.equal(null);
    leaveGroup('a', member);
  });

  it('may change their group', async () => {
    const one = await heatmapOf([heads], { layer: 0, head: 0, group: 'a' });
    const two = await heatmapOf([heads], { layer: 0, head: 0, group: 'b' });
    await point(one, 'pointermove', pointOf(one, 1, 2, 2, 3));
    await two.ready;
    expect(linked(two)).to.equal(null);
    two.group = 'a';
    await two.ready;
    expect(linked(two)).not.to.equal(null);
  });
});

describe('the attention of another element', () => {
  it('is shown, and followed', async () => {
    const one = await heatmapOf([[0.25, 0.75]], { id: 'one' });
    const two = await heatmap('from="#one"');
    expect([...(await two.weights(0, 0)).data]).to.deep.equal([0.25, 0.75]);
    const loads = listen(two, 'attn-load');
    one.data = [[1, 0]];
    await one.ready;
    await two.ready;
    expect([...(await two.weights(0, 0)).data]).to.deep.equal([1, 0]);
    expect(loads, 'the same source with other values is no news').to.have.length(0);
  });

  it('may come later, and ready does not wait for it', async () => {
    const one = await heatmap('id="one"');
    const two = await heatmap('from="#one"');
    expect(two.shadowRoot!.querySelector('[part~=error]')).to.equal(null);
    one.data = [[0.5, 0.5]] as never;
    await one.ready;
    await until(() => two.attentionSource !== null, 'it has come');
    expect([...(await two.weights(0, 0)).data]).to.deep.equal([0.5, 0.5]);
  });

  it('that is not there is a sentence', async () => {
    for (const source of ['#nobody', '((']) {
      const element = await heatmap(`from="${source}"`);
      expect(texts(element, '[part~=error]').join()).to.contain(source);
    }
  });

  it('is let go of when the element is taken away', async () => {
    const one = await heatmapOf([[0.25, 0.75]], { id: 'one' });
    const two = await heatmap('from="#one"');
    two.remove();
    one.data = [[1, 0]];
    await one.ready;
    stand.append(two);
    await two.ready;
    await until(() => two.attentionSource !== null, 'it comes');
    expect([...(await two.weights(0, 0)).data]).to.deep.equal([1, 0]);
  });
});

describe('rolled out layers', () => {
  // Two layers, one head: rows of layer 1 look at token 0, rows of layer 0 at themselves.
  const layers = [
    [
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      [
        [1, 0],
        [0.5, 0.5],
      ],
    ],
  ];

  it('are products of all layers below, with the residual', async () => {
    const element = await heatmapOf(layers, { rollup: 'rollout' });
    // (A + I) / 2, the first layer applied first, by hand.
    const first = [0.5, 0.5, 0.5, 0.5];
    const second = [0.5, 0.5, 0.5, 0.5];
    expect(Array.from(await element.attentionSource!.slice(0, 0))).to.deep.equal(first);
    expect(Array.from(await element.attentionSource!.slice(1, 0))).to.deep.equal(second);
    expect(element.attentionSource!.heads(0)).to.equal(1);
  });

  /** By NetworkX 3.6.1, `maximum_flow_value` between each pair of nodes; capacities are (A + I) / 2 of the mean over heads. */
  const flows = [
    [
      [0.675, 0.1, 0.225],
      [0.225, 0.625, 0.15],
      [0.1875, 0.1625, 0.65],
    ],
    [
      [0.925, 0.5, 0.475],
      [0.45, 0.85, 0.375],
      [0.625, 0.425, 0.9375],
    ],
  ];

  it('are the greatest flows through all layers below', async () => {
    const weights = [
      [
        [
          [0.6, 0.3, 0.1],
          [0.2, 0.2, 0.6],
          [0.5, 0.4, 0.1],
        ],
        [
          [0.1, 0.1, 0.8],
          [0.7, 0.3, 0],
          [0.25, 0.25, 0.5],
        ],
      ],
      [
        [
          [0, 1, 0],
          [0.3, 0.3, 0.4],
          [0.9, 0.05, 0.05],
        ],
        [
          [0.4, 0.2, 0.4],
          [0.1, 0.8, 0.1],
          [0.2, 0.6, 0.2],
        ],
      ],
    ];
    const element = await heatmapOf(weights, { rollup: 'flow' });
    for (const [layer, flow] of flows.entries()) {
      const shown = Array.from(await element.attentionSource!.slice(layer, 0), (value) => value.toFixed(6));
      expect(shown).to.deep.equal(flow.flat().map((value) => value.toFixed(6)));
    }
    expect(texts(element, '.remarks').join()).to.contain('greatest flow');
    // Flows are no weights, and their rows sum to anything.
    expect(texts(element, '.legend-text').join()).to.match(/^Values, linear/);
  });

  for (const rollup of ['rollout', 'flow'] as const) {
    it(`say how many rows they leave out, by ${rollup}`, async () => {
      const padded = [
        [
          [
            [1, 0],
            [NaN, NaN],
          ],
        ],
        [
          [
            [0.5, 0.5],
            [NaN, NaN],
          ],
        ],
      ];
      const element = await heatmapOf(padded, { rollup });
      expect(texts(element, '.remarks').join()).to.contain('1 of 2 queries left out');
    });
  }

  it('that are flows of too much are refused before they are begun', async () => {
    const length = 120;
    const data = { shape: [1, 1, length, length], data: Array.from({ length: length * length }, () => 1 / length) };
    const element = await heatmap('');
    Object.assign(element, { data, rollup: 'flow' });
    await element.ready;
    expect(texts(element, '[part~=error]').join()).to.contain('207,360,000 edges');
  });

  it('of cross-attention are a sentence', async () => {
    const element = await heatmapOf(
      [
        [
          [
            [1, 0, 0],
            [0, 1, 0],
          ],
        ],
      ],
      { rollup: 'rollout' },
    );
    expect(texts(element, '[part~=error]').join()).to.contain('rollout');
  });
});
