import type { AttnHeatmap } from '@attn-elements/attn-heatmap';
import '@attn-elements/attn-heatmap/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { heatmap, type HeatmapArgs, heatmapControls } from './heatmap.js';

/** Heads in the order of what they do, layers multiplied, and figures that look at the same place. */
const meta: Meta<HeatmapArgs> = {
  title: 'Elements/attn-heatmap/Finding heads',
  component: 'attn-heatmap',
  render: heatmap,
  argTypes: heatmapControls,
};
export default meta;
type Story = StoryObj<HeatmapArgs>;

const induction: HeatmapArgs = { src: 'data/induction.safetensors' };

/** The heads of the second layer look for what followed the same word before, and find it. */
export const ByInduction: Story = { args: { ...induction, sort: 'induction' } };

export const ByPreviousToken: Story = { args: { ...induction, sort: 'previous-token' } };

/** The sharpest first: few keys have most of each row. */
export const ByEntropy: Story = { args: { src: 'data/story.safetensors', sort: 'entropy' } };

export const ByFirstToken: Story = {
  args: { src: 'data/translation-0.safetensors', array: 'decoder', sort: 'first-token' },
};

/** Each head as a point: those that look at the token before stand on the right, those of induction above. */
export const HeadsAsPoints: Story = {
  args: { ...induction, view: 'heads', across: 'previous-token', up: 'induction' },
};

/** How far heads look, layer by layer. */
export const DistanceByLayer: Story = {
  args: { src: 'data/story.safetensors', view: 'heads', across: 'layer', up: 'distance' },
};

/** How much of each input word has reached each position after one, two, three and four layers. */
export const Rollout: Story = { args: { src: 'data/story.safetensors', rollup: 'rollout' } };

/** How much could flow from each position to each input word, were weights the width of pipes. */
export const Flow: Story = { args: { src: 'data/story.safetensors', rollup: 'flow', layer: 3 } };

/** Choose a head on the left, point at a cell on the right. */
export const OneGroup: Story = {
  render: () =>
    html`<div style="display: grid; grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr)); gap: 24px">
      <div id="linked-all">${heatmap({ ...induction, group: 'heads' })}</div>
      <attn-heatmap from="#linked-all attn-heatmap" layer="1" head="3" group="heads"></attn-heatmap>
      <attn-heatmap from="#linked-all attn-heatmap" layer="1" head="3" group="heads" colormap="magma"></attn-heatmap>
    </div>`,
};

/**
 * What a reader selects, a program may select too: `figure.select({ layer: -1, head: 3, query: 17, key: 4 })` opens the head and pins the
 * cell, and `figure.selection` tells what is selected.
 */
export const Selected: Story = {
  args: induction,
  play: async ({ canvasElement }) => {
    const figure = canvasElement.querySelector<AttnHeatmap>('attn-heatmap')!;
    await figure.select({ layer: -1, head: 3, query: 17, key: 4 });
    const { layers } = figure.attentionSource!;
    const { data, shape } = await figure.weights(layers - 1, 3);
    await expect(figure.selection).toMatchObject({
      layer: layers - 1,
      head: 3,
      query: 17,
      key: 4,
      weight: data[17 * shape[1] + 4],
    });
    await expect([figure.layer, figure.head]).toEqual([layers - 1, 3]);
    // A page that listens to one figure and selects in another gets no answer back.
    await figure.select({ key: -1 });
    await expect(figure.selection?.key).toBe(shape[1] - 1);
  },
};
