/// <reference types="@attn-elements/attn-heatmap/svelte" />
/// <reference types="@attn-elements/attn-image/svelte" />
/// <reference types="@attn-elements/attn-links/svelte" />
/// <reference types="@attn-elements/attn-text/svelte" />
/// <reference types="@attn-elements/attn-trainer/svelte" />
/// <reference types="@attn-elements/pe-plot/svelte" />
