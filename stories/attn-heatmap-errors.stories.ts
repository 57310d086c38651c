import '@attn-elements/attn-heatmap/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { heatmap, type HeatmapArgs, heatmapControls } from './heatmap.js';

/** Each failure has its own sentence, with what to do. */
const meta: Meta<HeatmapArgs> = {
  title: 'Elements/attn-heatmap/Errors',
  component: 'attn-heatmap',
  tags: ['error'],
  render: heatmap,
  argTypes: heatmapControls,
};
export default meta;
type Story = StoryObj<HeatmapArgs>;

export const MissingFile: Story = { args: { src: 'data/no-such-file.json' } };

/** What stands between the tags stays visible. */
export const WithAFallback: Story = {
  args: { src: 'data/no-such-file.json' },
  render: ({ src }) => html`<attn-heatmap src=${src ?? ''}>
    <em>An induction head looks at what came after the same word, the last time.</em>
    <span slot="caption">The caption stays, too.</span>
  </attn-heatmap>`,
};

/** Port 9 answers nobody; a site that forbids reading from here looks the same to a page. */
export const OutOfReach: Story = { args: { src: 'http://localhost:9/weights.json' } };
export const WrongScheme: Story = { args: { src: 'ftp://example.org/weights.json' } };
export const APageInsteadOfData: Story = { args: { src: 'iframe.html' } };
export const Empty: Story = { args: { src: 'data:application/json,' } };
export const UnknownFormat: Story = { args: { src: 'data:text/plain,hello' } };
export const DamagedJson: Story = { args: { data: '[[0.5, 0.5], [0.2' } };
export const Pickled: Story = { args: { src: 'data:application/octet-stream;base64,gASVCgAAAAAAAABdlChLAUsCZS4=' } };
export const OneAxis: Story = { args: { data: '[0.2, 0.3, 0.5]' } };
export const RaggedRows: Story = { args: { data: '[[0.5, 0.5], [1]]' } };
export const WrongTokenCount: Story = { args: { data: '[[0.5, 0.5], [0.2, 0.8]]', tokens: 'one two three' } };
export const UnknownArray: Story = { args: { src: 'data/translation-0.safetensors', array: 'self' } };
export const SeveralArrays: Story = { args: { src: 'data/translation-0.safetensors' } };
export const NoSuchHead: Story = { args: { src: 'data/story.safetensors', layer: 9, head: 0 } };
export const InChinese: Story = {
  args: MissingFile.args,
  render: (args) => html`<div lang="zh-Hans">${heatmap(args)}</div>`,
};
