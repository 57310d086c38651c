import '@attn-elements/attn-links/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

const meta: Meta = { title: 'Elements/attn-links', component: 'attn-links' };

export default meta;

export const OneHead: StoryObj = {
  render: () => html`<attn-links heading="Two words" data="[[1, 0], [0.5, 0.5]]"></attn-links>`,
};
