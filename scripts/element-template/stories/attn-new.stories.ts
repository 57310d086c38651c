import '@attn-elements/attn-new/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

const meta: Meta = { title: 'Elements/attn-new', component: 'attn-new' };

export default meta;

export const OneHead: StoryObj = {
  render: () => html`<attn-new heading="Two words" data="[[1, 0], [0.5, 0.5]]"></attn-new>`,
};
