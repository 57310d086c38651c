import '@attn-elements/attn-text/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

const meta: Meta = { title: 'Elements/attn-text', component: 'attn-text' };

export default meta;

export const OneHead: StoryObj = {
  render: () => html`<attn-text heading="Two words" data="[[1, 0], [0.5, 0.5]]"></attn-text>`,
};
