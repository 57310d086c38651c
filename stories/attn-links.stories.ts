import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-links/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { heatmap, sentence } from './heatmap.js';
import { links, type LinksArgs, linksControls } from './links.js';

const meta: Meta<LinksArgs> = {
  title: 'Elements/attn-links',
  component: 'attn-links',
  render: links,
  argTypes: linksControls,
};
export default meta;
type Story = StoryObj<LinksArgs>;

const translation = { ...sentence, src: 'data/translation-1.safetensors' };

export const CrossAttention: Story = {
  args: {
    ...translation,
    layer: 1,
    heading: 'Each word looks at what it translates',
    'query-title': 'about to be written',
    'key-title': 'what was read',
    caption: 'Point at a word to see its lines alone, with its weights beside the words that it looks at.',
  },
};

export const OneHead: Story = { args: { ...translation, layer: 1, head: 0 } };

export const MeanOfHeads: Story = { args: { ...translation, layer: 1, head: 'mean' } };

export const SomeHeads: Story = { args: { ...translation, layer: 0, 'show-heads': '1 3' } };

/** Every weight that is not 0 has a line, as in BertViz. */
export const AllLines: Story = { args: { ...translation, layer: 0, 'top-p': 1 } };

export const ThreeStrongestKeys: Story = { args: { ...translation, layer: 0, head: 1, 'top-k': 3 } };

export const ReadersChooseHowMany: Story = { args: { ...translation, layer: 0, controls: true } };

export const Across: Story = { args: { ...translation, layer: 1, direction: 'horizontal' } };

/** 64 tokens, of which a window is shown. */
export const LongerText: Story = {
  args: { src: 'data/story.safetensors', layer: 1, heading: 'A story', height: 560 },
};

/** Both halves of the text are the same: heads of the second layer look at what came next the first time. */
export const Induction: Story = { args: { src: 'data/induction.safetensors', layer: 1, 'show-heads': '3' } };

export const FirstTokenHidden: Story = {
  args: {
    src: 'data/translation-0.safetensors',
    array: 'decoder',
    layer: 1,
    tokens: '<bos> 小 的 猫 今天 在 红色 的 桌子 上 睡觉',
    'hide-first-token': true,
  },
};

export const Rollout: Story = {
  args: { src: 'data/story.safetensors', rollup: 'rollout', layer: 3, height: 560 },
};

/** A group looks at the same layer, head and tokens. */
export const TogetherWithAHeatmap: Story = {
  render: () => html`${links({ ...translation, layer: 1, group: 'sentence' })}
    ${heatmap({ ...translation, layer: 1, head: 0, group: 'sentence' })}`,
};
