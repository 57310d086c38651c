import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-image/define';
import '@attn-elements/attn-text/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { features, gates, opinion, review, things } from './data/inputs.js';

/** Weights of inputs without a query: `operation` makes attention of `inputs`, on any element that shows attention. */
const meta: Meta = { title: 'Operations/Saliency' };
export default meta;
type Story = StoryObj;

const boxes = '[[0.24,0.24,0.74,0.62],[0.66,0.5,0.81,0.73],[0.12,0.46,0.23,0.75],[0.34,0.76,0.45,0.93]]';

/**
 * Attention pooling, one weight a word and their sum:
 *
 * ```python
 * weights = torch.softmax(fc(x), dim=0)      # fc = nn.Linear(4, 1); x [words, 4]
 * pooled = (weights * x).sum(dim=0)
 * ```
 */
export const AttentionPooling: Story = {
  render: () => html`<attn-text operation="attention-pooling" .data=${opinion} heading="softmax(fc(x))"></attn-text>
    <attn-heatmap operation="attention-pooling" output .data=${opinion} key-title="Words" heading="softmax(fc(x)) · x"></attn-heatmap>`,
};

/**
 * One weight a feature, and the input times that:
 *
 * ```python
 * weights = torch.softmax(fc(x), dim=-1)     # fc = nn.Linear(6, 6); x [1, 6]
 * output = weights * x
 * ```
 */
export const AttentionLayer: Story = {
  render: () => html`<attn-heatmap
    operation="attention-layer"
    output
    .data=${features}
    key-title="Features"
    query-title="Input"
    heading="softmax(fc(x)) ∘ x"
  ></attn-heatmap>`,
};

/**
 * Max pooling: who has the largest of each feature. Its saliency is the share of features that a word wins:
 *
 * ```python
 * pooled, winners = x.max(dim=0)
 * saliency = winners.bincount(minlength=len(x)) / x.shape[1]
 * ```
 */
export const MaxPooling: Story = {
  render: () => html`<attn-text operation="max-pooling" .data=${review} heading="Who wins"></attn-text>
    <attn-image
      operation="max-pooling"
      .data=${things}
      image="data/lake.png"
      regions=${boxes}
      heading="The largest, the brightest, the most made by hand"
    ></attn-image>`,
};

/**
 * Gating: every feature has a gate of its own. Words are shaded by the mean of theirs, the heatmap shows all:
 *
 * ```python
 * gate = torch.sigmoid(fc(x))                # fc = nn.Linear(4, 4)
 * output = gate * x
 * ```
 */
export const Gating: Story = {
  render: () => html`<attn-text operation="gating" .data=${gates} heading="Mean of the gates of a word"></attn-text>
    <attn-heatmap
      operation="gating"
      .data=${gates}
      domain="0 1"
      query-title="Words"
      key-title="Features"
      heading="σ(fc(x))"
    ></attn-heatmap>`,
};
