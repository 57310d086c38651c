/**
 * Elements in one file, without lazy parts: for tools that take one file of a package, and for pages that may fetch no other. It
 * registers all tags but those of the trainer and of models, whose workers are files of their own, and is a module for anywidget (https://anywidget.dev).
 */
import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-image/define';
import '@attn-elements/attn-links/define';
import '@attn-elements/attn-text/define';
import '@attn-elements/pe-plot/define';

export { AttnHeatmap } from '@attn-elements/attn-heatmap';
export { AttnImage } from '@attn-elements/attn-image';
export { AttnLinks } from '@attn-elements/attn-links';
export { AttnText } from '@attn-elements/attn-text';
export * from '@attn-elements/core/register';
export { PePlot } from '@attn-elements/pe-plot';
export { widget as default } from './widget.js';
