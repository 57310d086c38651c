/// <reference types="@attn-elements/attn-heatmap/vue" />
