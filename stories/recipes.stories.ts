import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-links/define';
import '@attn-elements/attn-text/define';
import '@attn-elements/attn-trainer/define';
import { registerColormap } from '@attn-elements/attn-heatmap';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { matrix } from './data/matrices.js';
import { heatmap, type HeatmapArgs, heatmapControls, sentence } from './heatmap.js';

/**
 * What authors ask for, under the words that they ask with: the search at the left finds each of these by its name. The code of a
 * recipe, under *Show code*, is the whole of it.
 */
const meta: Meta<HeatmapArgs> = {
  title: 'Recipes',
  component: 'attn-heatmap',
  render: heatmap,
  argTypes: heatmapControls,
};
export default meta;
type Story = StoryObj<HeatmapArgs>;

/** Weights and words stand in the tag: `data` takes JSON, and token lists are words between spaces. */
export const CrossAttention: Story = {
  name: 'Cross-attention with your own tokens',
  args: {
    data: '[[0.9, 0.05, 0.05], [0.1, 0.2, 0.7], [0.1, 0.8, 0.1]]',
    'query-tokens': 'je mange du',
    'key-tokens': 'I some eat',
    'query-title': 'written',
    'key-title': 'read',
  },
};

/** `colormap="reds"`, as in many tutorials; the legend names what the ends stand for. All names are in the attribute’s list. */
export const Reds: Story = {
  name: 'Reds, Blues, viridis: choose a colour map',
  args: { data: JSON.stringify(matrix(8, 8, (row, column) => Number(row === column))), colormap: 'reds' },
};

registerColormap('team', { colors: ['#fffaf0', '#c04000', '#200010'] });

/** `registerColormap('team', { colors: ['#fffaf0', '#c04000', '#200010'] })` once on the page, and its name as any other’s. */
export const OwnColours: Story = {
  name: 'Your own colour stops (custom colormap)',
  args: { ...sentence, src: 'data/translation-1.safetensors', layer: 1, head: 0, colormap: 'team' },
};

/** One `group`, and one `domain`: what is pointed at in one is marked in the other, and a colour means the same in both. */
export const CompareTwoHeads: Story = {
  name: 'Compare two heads side by side',
  render:
    () => html`<div style="display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20em, 100%), 1fr)); gap: 24px">
    ${[0, 3].map((head) =>
      heatmap({ ...sentence, src: 'data/translation-1.safetensors', layer: 1, head, group: 'pair', domain: '0 1' }),
    )}
  </div>`,
};

/** `hide-first-token` leaves out what all rows look at, as BOS, [CLS] or an attention sink: the rest shows its differences. */
export const HideTheSink: Story = {
  name: 'Hide the attention sink (BOS, CLS, first token)',
  args: { src: 'data/story.safetensors', layer: 2, head: 1, 'hide-first-token': true },
};

/** The direction is that of the page around it, `dir="rtl"`; matrices are never mirrored. */
export const RightToLeft: Story = {
  name: 'Right to left, RTL: Hebrew, Arabic',
  render: () => html`<div dir="rtl">
    <attn-text data='{"attention": [[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.4, 0.1, 0.5]], "tokens": ["השועל", "החום", "קופץ"]}' query="2"></attn-text>
  </div>`,
};

const reviews = ['text,label'];
for (const thing of ['room', 'soup', 'view', 'bed'])
  for (const [said, label] of [
    ['warm', 'good'],
    ['kind', 'good'],
    ['dirty', 'bad'],
    ['rude', 'bad'],
  ] as const)
    reviews.push(`The ${thing} was ${said},${label}`);

/** `task="own"` and `src` name the table: a column of text, and one of labels. With `own-data` readers choose a file themselves. */
export const OwnCsv: Story = {
  name: 'Train on your own CSV, TSV or npz',
  tags: ['idle'],
  render: () =>
    html`<attn-trainer task="own" own-data src="data:text/csv,${encodeURIComponent(reviews.join('\n'))}"></attn-trainer>`,
};

/**
 * The menu at the top right of every figure saves SVG, PNG and CSV; a program calls `toSVG()`, `toPNG({ scale: 3 })` and `toCSV()`.
 * LaTeX takes the SVG as PDF: `rsvg-convert -f pdf -o head.pdf head.svg`, and `\includegraphics{head.pdf}`.
 */
export const Export: Story = {
  name: 'Export for LaTeX and papers: SVG, PNG, CSV, download',
  args: { ...sentence, src: 'data/translation-1.safetensors', layer: 1, head: 0, heading: 'Cross-attention' },
};

/** The numbers in the cells, as seaborn’s `annot=True` writes them. */
export const Annotate: Story = {
  name: 'Write numbers into the cells (annotate, as in seaborn)',
  args: { data: '[[0.9, 0.05, 0.05], [0.1, 0.2, 0.7], [0.1, 0.8, 0.1]]', annotate: true },
};

/** Another element of the page as source: `from` follows it, also while it learns. */
export const Follow: Story = {
  name: 'Show a training run as lines (links that follow a trainer)',
  render: () => html`<attn-links from="#recipe-run" direction="horizontal"></attn-links>
    <attn-trainer id="recipe-run" task="translate"></attn-trainer>`,
};
