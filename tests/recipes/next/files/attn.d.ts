/// <reference types="@attn-elements/attn-heatmap/react" />
