import { coreChinese } from '@attn-elements/core/element';
import type { LinksOwnSentences } from './strings.js';

const ownHans: LinksOwnSentences = {
  name: '词元之间的注意力',
  heads: '头',
  all: '全部',
  alone: '{head}（双击：只看这个头）',
  summary: '{title}：从 {queries} 个查询到 {keys} 个键的连线。{strongest}',
  summaryHeads: '{title}：{heads} 个头从 {queries} 个查询到 {keys} 个键的连线。{strongest}',
  strongest: '最大的权重是 {weight}，从“{query}”到“{key}”。',
  help: '上下键在词元间移动，左右键在查询与键之间切换，回车固定词元，n 和 p 依次走过最强的连线，[ 和 ] 逐个查看各头，Esc 返回。',
  helpAcross:
    '左右键在词元间移动，上下键在查询与键之间切换，回车固定词元，n 和 p 依次走过最强的连线，[ 和 ] 逐个查看各头，Esc 返回。',
  hint: '指向或点按词元，或使用方向键，即可只看它的连线。',
  attends: '{token} 的注意力：{list}',
  receives: '{token} 得到的注意力：{list}',
  toKey: '{weight} 给 {token}',
  ofQuery: '{weight} 来自 {token}',
  others: '另有 {n} 个',
  nothing: '{token}：没有权重',
  meanOf: '{sentence}（{n} 个头的平均）',
  topP: '每个头的每个查询只画合计达到 {share} 的最少几个键',
  needsHeads: '需要头的编号，从 0 数起，如 0 3 5',
  topK: '每个头的每个查询只画最强的 {topK} 个键',
  least: '不画低于 {min} 的',
  window: '显示第 {first} 到 {last} 个词元，共 {count} 个',
  share: '每个查询画出的份额',
  count: '每个查询的连线数',
};

const ownHant: LinksOwnSentences = {
  name: '詞元之間的注意力',
  heads: '頭',
  all: '全部',
  alone: '{head}（按兩下：只看這個頭）',
  summary: '{title}：從 {queries} 個查詢到 {keys} 個鍵的連線。{strongest}',
  summaryHeads: '{title}：{heads} 個頭從 {queries} 個查詢到 {keys} 個鍵的連線。{strongest}',
  strongest: '最大的權重是 {weight}，從「{query}」到「{key}」。',
  help: '上下鍵在詞元間移動，左右鍵在查詢與鍵之間切換，Enter 固定詞元，n 和 p 依次走過最強的連線，[ 和 ] 逐個查看各頭，Esc 返回。',
  helpAcross:
    '左右鍵在詞元間移動，上下鍵在查詢與鍵之間切換，Enter 固定詞元，n 和 p 依次走過最強的連線，[ 和 ] 逐個查看各頭，Esc 返回。',
  hint: '指向或點按詞元，或使用方向鍵，即可只看它的連線。',
  attends: '{token} 的注意力：{list}',
  receives: '{token} 得到的注意力：{list}',
  toKey: '{weight} 給 {token}',
  ofQuery: '{weight} 來自 {token}',
  others: '另有 {n} 個',
  nothing: '{token}：沒有權重',
  meanOf: '{sentence}（{n} 個頭的平均）',
  topP: '每個頭的每個查詢只畫合計達到 {share} 的最少幾個鍵',
  needsHeads: '需要頭的編號，從 0 數起，如 0 3 5',
  topK: '每個頭的每個查詢只畫最強的 {topK} 個鍵',
  least: '不畫低於 {min} 的',
  window: '顯示第 {first} 到 {last} 個詞元，共 {count} 個',
  share: '每個查詢畫出的份額',
  count: '每個查詢的連線數',
};

export const linksZhHans = { ...coreChinese['zh-Hans'], ...ownHans };
export const linksZhHant = { ...coreChinese['zh-Hant'], ...ownHant };
