import { coreChinese } from '@attn-elements/core/element';

// Loaded where the page is in Chinese.
export const { 'zh-Hans': zhHans, 'zh-Hant': zhHant } = coreChinese;
