import '@attn-elements/attn-image/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

const meta: Meta = { title: 'Elements/attn-image', component: 'attn-image' };

export default meta;

export const OneHead: StoryObj = {
  render: () => html`<attn-image heading="Two words" data="[[1, 0], [0.5, 0.5]]"></attn-image>`,
};
