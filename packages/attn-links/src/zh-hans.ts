import { coreZhHans } from '@attn-elements/core/element';
import type { LinksOwnSentences } from './strings.js';

const own: LinksOwnSentences = {
  name: '词元之间的注意力',
  heads: '头',
  all: '全部',
  alone: '{head}（双击：只看这个头）',
  summary: '{title}：从 {queries} 个查询到 {keys} 个键的连线。{strongest}',
  summaryHeads: '{title}：{heads} 个头从 {queries} 个查询到 {keys} 个键的连线。{strongest}',
  strongest: '最大的{quantity}是 {weight}，从“{query}”到“{key}”。',
  help: '上下键在词元间移动，左右键在查询与键之间切换，回车固定词元，n 和 p 依次走过最强的连线，[ 和 ] 逐个查看各头，Esc 返回。',
  helpAcross:
    '左右键在词元间移动，上下键在查询与键之间切换，回车固定词元，n 和 p 依次走过最强的连线，[ 和 ] 逐个查看各头，Esc 返回。',
  hint: '把鼠标移到词元上，或点一下，或使用方向键，即可只看它的连线。',
  attends: '{token} 的注意力：{list}',
  receives: '{token} 得到的注意力：{list}',
  toKey: '{weight} 给 {token}',
  ofQuery: '{weight} 来自 {token}',
  others: '另有 {n} 个',
  nothing: '{token}：没有权重',
  meanOf: '{sentence}（{n} 个头的平均）',
  topP: '每个头的每个查询只画合计达到 {share} 的最少几个键',
  topK: '每个头的每个查询只画最强的 {topK} 个键',
  least: '不画低于 {min} 的',
  window: '显示第 {first} 到 {last} 个词元，共 {count} 个',
  share: '每个查询画出的份额',
  count: '每个查询的连线数',
};

export const linksZhHans = { ...coreZhHans, ...own };
