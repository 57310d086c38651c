import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-image/define';
import '@attn-elements/attn-links/define';
import '@attn-elements/attn-text/define';
import '@attn-elements/pe-plot/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { PatchesAmongWords } from './attn-image.stories.js';
import { image } from './image.js';

/**
 * Figures that everybody knows, each named with its source and made anew: our tags, and weights of our own small models. None has
 * a line of code that draws; where a figure has something that no tag shows, its caption says so.
 */
const meta: Meta = { title: 'Gallery', tags: ['autodocs'] };
export default meta;
type Story = StoryObj;

const grid = (least: number, content: TemplateResult | TemplateResult[]) =>
  html`<div style="display: grid; grid-template-columns: repeat(auto-fit, minmax(min(${least}px, 100%), 1fr)); gap: 16px">${content}</div>`;

const lake = 'A lake below a mountain, with a tree, a house, a boat, a cloud and the sun';
const picture = html`<img src="data/lake.png" alt=${lake} width="384" height="240" />`;

/** 1. The alignment of a translator’s words, in greys, the source above. */
export const SoftAlignment: Story = {
  name: '1 · Soft alignment (Bahdanau et al. 2015, figure 3)',
  render: () =>
    html`<attn-heatmap src="data/translation-0.cross.json" layer="1" head="mean" colormap="greys_r" domain="0 1" key-axis="top">
      <span slot="caption">After figure 3 of Bahdanau, Cho and Bengio, “Neural machine translation by jointly learning to align and translate”, 2015.</span>
    </attn-heatmap>`,
};

/** 2. Heads as colours of lines between the words of one sentence. */
export const HeadsAsLines: Story = {
  name: '2 · Heads as lines (Vaswani et al. 2017, figures 3 to 5)',
  render: () =>
    html`<attn-links src="data/translation-0.safetensors" array="encoder" layer="1" direction="horizontal">
      <span slot="caption">After figures 3 to 5 of Vaswani et al., “Attention is all you need”, 2017. Point at a word.</span>
    </attn-links>`,
};

/** 3. One word, and what two heads of a layer attend to from it, on the running text. */
export const OneWordInTwoHeads: Story = {
  name: '3 · One word in two heads (Alammar 2018)',
  render: () =>
    html`<attn-text src="data/story.safetensors" layer="0" show-heads="1 3" query="42">
      <span slot="caption">After Jay Alammar, “The illustrated transformer”, 2018, where “it” is seen in two heads. Choose another word.</span>
    </attn-text>`,
};

/** 4. Twenty positions of 512 columns: the sines beside the cosines. */
export const EncodingOfTwentyWords: Story = {
  name: '4 · Encoding of twenty words (Alammar 2018)',
  render: () =>
    html`<pe-plot view="heatmap" length="20" d-model="512" order="sine-cosine">
      <span slot="caption">After Jay Alammar, “The illustrated transformer”, 2018: 20 words by 512 columns, in the order of tensor2tensor.</span>
    </pe-plot>`,
};

/** 5. Every head of every layer, and the curves of four columns of the encoding. */
export const AnnotatedTransformer: Story = {
  name: '5 · Layers by heads, and curves (Rush 2018)',
  render: () =>
    html`<attn-heatmap src="data/translation-0.safetensors" array="encoder">
        <span slot="caption">After Alexander Rush, “The annotated transformer”, 2018: all heads of the encoder.</span>
      </attn-heatmap>
      <pe-plot overlaid dimensions="4 5 6 7" length="100" d-model="20">
        <span slot="caption">The same page: columns 4 to 7 of the encoding over 100 positions.</span>
      </pe-plot>`,
};

/** 6. What a translator reads as lines; and attention of letters over the seconds of a sound, whose weights are written by hand. */
export const AugmentedNetworks: Story = {
  name: '6 · Over words, and over sound (Olah and Carter 2016)',
  render: () =>
    html`<attn-links src="data/translation-0.cross.json" layer="1" head="mean" direction="horizontal">
        <span slot="caption">After Olah and Carter, “Attention and augmented recurrent neural networks”, Distill 2016.</span>
      </attn-links>
      <attn-heatmap
        data="[[0.7,0.25,0.05,0,0,0,0,0,0,0],[0.05,0.4,0.45,0.1,0,0,0,0,0,0],[0,0,0.15,0.5,0.3,0.05,0,0,0,0],[0,0,0,0.1,0.45,0.4,0.05,0,0,0],[0,0,0,0,0,0.1,0.3,0.4,0.2,0]]"
        query-tokens="h e l l o"
        axis-unit="s"
        axis-step="0.08"
      >
        <span slot="caption">The same article, after Chan et al., “Listen, attend and spell”, 2016: letters over the frames of a sound.</span>
      </attn-heatmap>`,
};

/** 7. A picture for each word, bare, on one scale. */
export const APictureForEachWord: Story = {
  name: '7 · A picture for each word (Xu et al. 2015, figure 3)',
  render: () =>
    html`${grid(
      150,
      ['sun', 'cloud', 'mountain', 'tree', 'house', 'boat', 'lake'].map(
        (word, query) =>
          html`<attn-image src="data/lake-words.json" grid="10 16" query=${query} domain="0 0.3" heading=${word} bare>${picture}</attn-image>`,
      ),
    )}
    <p>After figure 3 of Xu et al., “Show, attend and tell”, 2015.</p>`,
};

/** 8. Masks of heads, each in its colour, on one picture. The paper’s model has six heads, ours two a layer. */
export const MasksOfHeads: Story = {
  name: '8 · Masks of heads (Caron et al. 2021)',
  render: () =>
    html`<attn-image src="data/lake-patches.f16.npz" grid="10 16" layer="1" query="88" show-heads="0 1" overlay="tiles">
      ${picture}
      <span slot="caption">After Caron et al., “Emerging properties in self-supervised vision transformers” (DINO), 2021: what holds 60 % of each head’s weight.</span>
    </attn-image>`,
};

/** 9. What several queries look at, each in its colour, and the boxes that they stand for, here drawn by hand. */
export const QueriesOfObjects: Story = {
  name: '9 · Queries of objects (Carion et al. 2020, figure 6)',
  render: () =>
    html`<attn-image src="data/lake-words.json" grid="10 16" show-queries="0 2 4 5" overlay="tiles" query-boxes="[[0.76,0.08,0.89,0.29],[0.19,0.12,0.39,0.27],[0.23,0.24,0.76,0.62],[0.12,0.45,0.23,0.76],[0.66,0.5,0.81,0.73],[0.34,0.76,0.45,0.94],[0,0.74,1,1]]">
      ${picture}
      <span slot="caption">After figure 6 of Carion et al., “End-to-end object detection with transformers”, 2020: what queries look at, and their boxes.</span>
    </attn-image>`,
};

/** 10. How alike the position of each patch is to every other, a tile for each patch; and how far heads look, layer by layer. */
export const PositionsOfPatches: Story = {
  name: '10 · Positions of patches (Dosovitskiy et al. 2021, figure 7)',
  render: () =>
    html`<pe-plot kind="sinusoidal-2d" rows="7" columns="7" d-model="64" view="tiles" colormap="viridis" domain="0.5 1">
        <span slot="caption">After figure 7 of Dosovitskiy et al., “An image is worth 16×16 words”, 2021: a tile for each patch, here of sines in place of learned positions.</span>
      </pe-plot>
      <attn-heatmap src="data/story.safetensors" view="heads" across="layer" up="distance">
        <span slot="caption">The same figure, on the right: how far each head looks, here in tokens.</span>
      </attn-heatmap>`,
};

/** 11. Query and key turn, and what remains of their product over the distance. */
export const Rotation: Story = {
  name: '11 · Rotation and decay (Su et al. 2021, figures 1 and 2)',
  render: () =>
    html`<pe-plot kind="rotary" position="12" distance="3" controls>
        <span slot="caption">After figure 1 of Su et al., “RoFormer”, 2021. Move the query, and no angle changes; move the key.</span>
      </pe-plot>
      <pe-plot kind="rotary" view="angles" length="64" d-model="32">
        <span slot="caption">After Fleetwood, “You could have designed state of the art positional encoding”, 2024: angles modulo 2π.</span>
      </pe-plot>
      <pe-plot kind="rotary" view="kernel" length="256" d-model="64">
        <span slot="caption">After figure 2 of the same: the product of equal vectors over their distance.</span>
      </pe-plot>
      <pe-plot kind="rotary" view="kernel" length="64" d-model="8" vectors="[[1, 0.5, -0.5, 1, 0.3, 0.8, 1, 0], [0.2, 1, 1, 0.4, -0.6, 0.5, 0.7, 0.7]]">
        <span slot="caption">The product of one query and one key of eight numbers, as the key moves away.</span>
      </pe-plot>`,
};

/** 12. A head as an example; and all heads as points over their layers, by how sharp they are, and by what rests on the first token. */
export const WhatHeadsLookAt: Story = {
  name: '12 · What heads look at (Clark et al. 2019)',
  render: () =>
    html`<attn-links src="data/induction.safetensors" layer="1" show-heads="3">
        <span slot="caption">After figure 1 of Clark et al., “What does BERT look at?”, 2019: a head as an example.</span>
      </attn-links>
      ${grid(340, [
        html`<attn-heatmap src="data/story.safetensors" view="heads" up="entropy"><span slot="caption">After its figure 4: the entropy of heads, layer by layer.</span></attn-heatmap>`,
        html`<attn-heatmap src="data/story.safetensors" view="heads" up="first-token"><span slot="caption">After its figure 2, where the share is that of [SEP]: our model rests on its first token.</span></attn-heatmap>`,
      ])}`,
};

/** 13. Who may attend to whom: rules, without any data. */
export const Masks: Story = {
  name: '13 · Masks of long texts (Xiao et al. 2024 and others)',
  render: () =>
    grid(230, [
      html`<attn-heatmap mask="causal size 12" heading="Dense"><span slot="caption">Vaswani et al. 2017.</span></attn-heatmap>`,
      html`<attn-heatmap mask="causal window 3 size 12" heading="Window"><span slot="caption">Figure 1 of Xiao et al., “Efficient streaming language models with attention sinks”, 2024.</span></attn-heatmap>`,
      html`<attn-heatmap mask="causal window 3 global 1 size 12" heading="Window and sink"><span slot="caption">The same, StreamingLLM; and Longformer, Beltagy et al. 2020.</span></attn-heatmap>`,
      html`<attn-heatmap mask="window 1 global 2 random 2 seed 7 size 12" heading="BigBird"><span slot="caption">Figure 1 of Zaheer et al., “Big Bird”, 2020.</span></attn-heatmap>`,
      html`<attn-heatmap mask="prefix 5 size 12" heading="Prefix"><span slot="caption">Figure 2 of Beyer et al., “PaliGemma”, 2024.</span></attn-heatmap>`,
      html`<attn-heatmap mask="causal strided 4 size 12" heading="Strides"><span slot="caption">Figure 3 of Child et al., “Generating long sequences with sparse transformers”, 2019.</span></attn-heatmap>`,
    ]),
};

/** 14. The last layer as it is, rolled out, and as the greatest flow. */
export const RolloutAndFlow: Story = {
  name: '14 · Rollout and flow (Abnar and Zuidema 2020)',
  render: () =>
    grid(260, [
      html`<attn-heatmap src="data/induction.safetensors" layer="1" head="mean" heading="Raw attention"></attn-heatmap>`,
      html`<attn-heatmap src="data/induction.safetensors" layer="1" head="mean" rollup="rollout" heading="Rollout"></attn-heatmap>`,
      html`<attn-heatmap src="data/induction.safetensors" layer="1" head="mean" rollup="flow" heading="Flow">
        <span slot="caption">After Abnar and Zuidema, “Quantifying attention flow in transformers”, 2020.</span>
      </attn-heatmap>`,
    ]),
};

/** 15. A word of an answer looks at the picture that stands inside of the sequence. */
export const WordsOfAnAnswer: Story = {
  name: '15 · Words of an answer (Liu et al. 2023)',
  render: () =>
    image({
      ...PatchesAmongWords.args,
      caption:
        'As in many a reader’s figure of Liu et al., “Visual instruction tuning” (LLaVA), 2023: text, a picture, text.',
    }),
};
