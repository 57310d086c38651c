/// <reference types="@attn-elements/attn-heatmap/svelte" />
