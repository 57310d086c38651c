import '@attn-elements/attn-heatmap/define';

export default defineNuxtPlugin(() => {});
