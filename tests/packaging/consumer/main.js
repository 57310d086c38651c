import 'attn-elements/define';

document.querySelector('attn-trainer').addEventListener('attn-done', ({ target }) => target.append('trained'));
