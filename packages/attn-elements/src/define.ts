import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-image/define';
import '@attn-elements/attn-links/define';
import '@attn-elements/attn-model/define';
import '@attn-elements/attn-text/define';
import '@attn-elements/attn-trainer/define';
import '@attn-elements/pe-plot/define';

export * from './index.js';
