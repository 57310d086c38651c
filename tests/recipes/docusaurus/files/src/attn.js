import '@attn-elements/attn-heatmap/define';
