import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-model/define';

const said = document.querySelector('p')!;
document.querySelector('attn-heatmap')!.addEventListener('attn-select', ({ detail }) => {
  said.textContent = `${detail.queryToken} attends to ${detail.keyToken}`;
});
