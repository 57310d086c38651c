/// <reference types="@attn-elements/attn-heatmap/vue" />
/// <reference types="@attn-elements/attn-image/vue" />
/// <reference types="@attn-elements/attn-links/vue" />
/// <reference types="@attn-elements/attn-text/vue" />
/// <reference types="@attn-elements/attn-trainer/vue" />
/// <reference types="@attn-elements/pe-plot/vue" />
