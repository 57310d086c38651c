import '@attn-elements/attn-heatmap/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { matrix, peaks, seededRandom, softmax } from './data/matrices.js';
import { heatmap, type HeatmapArgs, heatmapControls, sentence } from './heatmap.js';

/** What is rare, odd or large: each should look like itself and break nothing. */
const meta: Meta<HeatmapArgs> = {
  title: 'Elements/attn-heatmap/Cases',
  component: 'attn-heatmap',
  render: heatmap,
  argTypes: heatmapControls,
};
export default meta;
type Story = StoryObj<HeatmapArgs>;

/** Rows of shares for a list of tokens, the same in every run. */
function weights(queries: number, keys = queries, seed = 5): number[][] {
  const random = seededRandom(seed);
  return matrix(queries, keys, () => random() * 4).map(softmax);
}
/** The strongest keys of each row, as places in the flat matrix and their values. */
function strongest(rows: number[][], count: number): { indices: number[]; values: number[] } {
  const cells = rows.flatMap((row, query) => {
    const least = row.toSorted((a, b) => b - a)[count - 1];
    return row.flatMap((value, key) => (value >= least ? [[query * row.length + key, value]] : []));
  });
  return { indices: cells.map(([place]) => place), values: cells.map(([, value]) => value) };
}
const withTokens = (tokens: string[]) => ({ data: { attention: weights(tokens.length), tokens } });

export const NotANumber: Story = {
  args: { data: '[[0.5, 0.5, 0, 0], [0.2, null, 0.3, 0.5], [0, 0, null, null], [0.1, 0.2, 0.3, 0.4]]' },
};

/** Three keys of each query are stored, as of a head that was thinned. What is not stored is neither 0 nor masked. */
export const SingleCells: Story = {
  args: {
    data: {
      shape: [24, 24],
      ...strongest(weights(24), 3),
      tokens: Array.from({ length: 24 }, (_, at) => `w${at}`),
    },
  },
};

export const Masked: Story = {
  args: {
    data: JSON.stringify({
      attention: matrix(8, 8, (row, column) => (column <= row ? 1 / (row + 1) : 0)),
      mask: matrix(8, 8, (row, column) => Number(column <= row)),
    }),
  },
};

/** Values outside the domain have colours of their own. */
export const Clipped: Story = { args: { src: 'data/story.safetensors', layer: 0, head: 1, domain: '0.01 0.4' } };

export const RowsThatDoNotSumToOne: Story = { args: { data: '[[0.5, 0.2, 0.1], [1, 0.6, 0.4], [0.3, 0.3, 0.4]]' } };

export const RightToLeft: Story = {
  args: withTokens(['الطالبة', 'تقرأ', 'كتابًا', 'في', 'المكتبة', 'היום', '(2026)', '.']),
  render: (args) => html`<div dir="rtl" lang="ar">${heatmap(args)}</div>`,
};

export const ChineseAndJapanese: Story = {
  args: withTokens(['今天', '图书馆', '里', '很', '安静', '。', '図書館で', '本を', '読みました', '。']),
};

/** Tokens are text: shown, never run. What cannot be seen is made visible. */
export const HostileTokens: Story = {
  args: withTokens([
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(1)</script>',
    '',
    ' ',
    ' the',
    '\n',
    '\t',
    '\u0000',
    '\u200b',
    '\u202eabc',
    'a\u0301\u0301\u0301\u0301\u0301',
    '__proto__',
    'a token that is far longer than any room that a figure has for it',
    '👩🏽‍🚀',
  ]),
};

/** Pieces of a byte-level tokenizer are joined before they are shown. */
export const ByteLevelTokens: Story = {
  args: withTokens(['ĠThe', 'Ġcat', 'Ġsaid', 'ĠâĢľ', 'ä½', 'ł', 'å¥½', 'âĢĿ', '.', 'Ċ']),
};

export const SameTokenManyTimes: Story = {
  args: withTokens('the cat and the dog and the bird and the fish'.split(' ')),
};

export const Wide: Story = { args: { data: { attention: weights(6, 120) } } };
export const Tall: Story = { args: { data: { attention: weights(120, 6) } } };
export const OneRow: Story = { args: { data: { attention: weights(1, 24) } } };
export const OneCell: Story = { args: { data: '[[1]]' } };

/** Forty single cells in four million: a pixel shows the largest of the cells under it, so none is lost. */
export const PeaksIn2048: Story = { render: (args) => heatmap({ ...args, data: large() }) };
export const PeaksIn2048ByMean: Story = { ...PeaksIn2048, args: { reduce: 'mean' } };

/** A part shown large: the small map says where it lies. Ctrl and the wheel, two fingers, drags, buttons and keys move it. */
export const PeaksZoomed: Story = { ...PeaksIn2048, args: { layer: 0, head: 0, zoom: '500:560 1000:1060' } };

// Not an argument of the story: Storybook sends those about as text.
let largest: ReturnType<typeof peaks> | undefined;
function large() {
  largest ??= peaks(2048, 40);
  return largest;
}

/** Layers need not have the same number of heads, or the same size. */
export const LayersOfDifferentSizes: Story = {
  args: {
    data: {
      'attention.0': [weights(8, 8, 1), weights(8, 8, 2), weights(8, 8, 3)],
      'attention.1': [weights(5, 5, 4), weights(5, 5, 5)],
    },
  },
};

const many = seededRandom(9);
export const TwelveByTwelve: Story = {
  args: {
    data: Array.from({ length: 12 }, () =>
      Array.from({ length: 12 }, () => matrix(24, 24, () => many() * 6).map(softmax)),
    ),
  },
};

/** One context draws them all. */
export const FortyOnAPage: Story = {
  args: { src: 'data/story.safetensors' },
  render: ({
    src,
  }) => html`<div style="display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); align-items: start; gap: 16px">
    ${Array.from({ length: 40 }, (_, i) => heatmap({ src, layer: Math.floor(i / 4) % 4, head: i % 4 }))}
  </div>`,
};

export const FixedHeight: Story = { args: { src: 'data/induction.safetensors', layer: 1, head: 0, height: 320 } };
export const FixedWidth: Story = { args: { src: 'data/induction.safetensors', layer: 1, head: 0, width: 260 } };
export const AspectRatio: Story = {
  args: { src: 'data/induction.safetensors' },
  render: ({ src }) => html`<attn-heatmap src=${src ?? ''} style="aspect-ratio: 2"></attn-heatmap>`,
};

/** As Markdown gives it: the tag on a line of its own becomes a paragraph. */
export const InAParagraph: Story = {
  args: { src: 'data/translation-0.cross.npz' },
  render: ({ src }) => html`<p>Text before.</p>
    <p><attn-heatmap src=${src ?? ''} layer="1" head="2"><span slot="caption">A caption of phrasing content.</span></attn-heatmap></p>
    <p>Text after.</p>`,
};

export const OnADarkPage: Story = {
  args: { ...sentence, src: 'data/translation-1.safetensors', layer: 1, head: 0 },
  render: (args) =>
    html`<div style="color-scheme: dark; background: #16171b; color: #e6e4df; padding: 16px">${heatmap(args)}</div>`,
};

export const InChinese: Story = {
  args: { ...OnADarkPage.args, head: undefined },
  render: (args) => html`<div lang="zh-Hans">${heatmap(args)}</div>`,
};

export const InTraditionalChinese: Story = {
  args: { ...OnADarkPage.args, normalization: 'row' },
  render: (args) => html`<div lang="zh-Hant">${heatmap(args)}</div>`,
};

export const InColoursOfItsOwn: Story = {
  args: {
    src: 'data/induction.safetensors',
    layer: 1,
    head: 3,
    colormap: 'greys',
    heading: 'In the colours of the page',
  },
  render: (args) => html`<style>
      .own attn-heatmap {
        --attn-font: Georgia, serif;
        --attn-accent: #0a7d3b;
        --attn-background: #fbf6e9;
        --attn-color: #2c2417;
      }
      .own attn-heatmap::part(heading) {
        font-size: 1.3rem;
      }
    </style>
    <div class="own">${heatmap(args)}</div>`,
};
