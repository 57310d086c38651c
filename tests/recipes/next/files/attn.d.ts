/// <reference types="@attn-elements/attn-heatmap/react" />
/// <reference types="@attn-elements/attn-model/react" />
