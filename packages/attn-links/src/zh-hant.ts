import { coreZhHant } from '@attn-elements/core/element';
import type { LinksOwnSentences } from './strings.js';

const own: LinksOwnSentences = {
  name: '詞元之間的注意力',
  heads: '頭',
  all: '全部',
  alone: '{head}（按兩下：只看這個頭）',
  summary: '{title}：從 {queries} 個查詢到 {keys} 個鍵的連線。{strongest}',
  summaryHeads: '{title}：{heads} 個頭從 {queries} 個查詢到 {keys} 個鍵的連線。{strongest}',
  strongest: '最大的{quantity}是 {weight}，從「{query}」到「{key}」。',
  help: '上下鍵在詞元間移動，左右鍵在查詢與鍵之間切換，Enter 固定詞元，n 和 p 依次走過最強的連線，[ 和 ] 逐個查看各頭，Esc 返回。',
  helpAcross:
    '左右鍵在詞元間移動，上下鍵在查詢與鍵之間切換，Enter 固定詞元，n 和 p 依次走過最強的連線，[ 和 ] 逐個查看各頭，Esc 返回。',
  hint: '把滑鼠移到詞元上，或點一下，或使用方向鍵，即可只看它的連線。',
  attends: '{token} 的注意力：{list}',
  receives: '{token} 得到的注意力：{list}',
  toKey: '{weight} 給 {token}',
  ofQuery: '{weight} 來自 {token}',
  others: '另有 {n} 個',
  nothing: '{token}：沒有權重',
  meanOf: '{sentence}（{n} 個頭的平均）',
  topP: '每個頭的每個查詢只畫合計達到 {share} 的最少幾個鍵',
  topK: '每個頭的每個查詢只畫最強的 {topK} 個鍵',
  least: '不畫低於 {min} 的',
  window: '顯示第 {first} 到 {last} 個詞元，共 {count} 個',
  share: '每個查詢畫出的份額',
  count: '每個查詢的連線數',
};

export const linksZhHant = { ...coreZhHant, ...own };
