export { AttnHeatmap } from '@attn-elements/attn-heatmap';
export { AttnImage } from '@attn-elements/attn-image';
export { AttnLinks } from '@attn-elements/attn-links';
export { AttnModel } from '@attn-elements/attn-model';
export { AttnText } from '@attn-elements/attn-text';
export { AttnTrainer } from '@attn-elements/attn-trainer';
export * from '@attn-elements/core/register';
export { PePlot } from '@attn-elements/pe-plot';
