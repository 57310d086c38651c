import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-trainer/define';

document.querySelector('attn-trainer').addEventListener('attn-done', ({ target }) => target.append('trained'));
