import { coreZhHans } from '@attn-elements/core/element';
import type { HeatmapOwnSentences } from './strings.js';

const own: HeatmapOwnSentences = {
  name: '注意力热图',
  all: '所有头',
  previous: '上一个头',
  next: '下一个头',
  summaryOne: '{title}：{queries} 个查询，{keys} 个键。最大的{quantity}是 {high}，从“{query}”到“{key}”。',
  summaryMany: '{title}：{count} 个头，每个头有 {queries} 个查询、{keys} 个键。',
  gridHelp: '方向键在格子间移动，n 和 p 依次走过最强的格子，回车标记格子，[ 和 ] 切换头，Esc 返回。',
  headsHelp: '方向键在头之间移动，回车打开一个头。',
  hintHeads: '选择一个头即可放大查看。',
  headCell: '{panel}：最强 {weight}，从“{query}”到“{key}”',
  noStrongest: '{panel}：没有数值',
  largest: '每个像素取其下格子的最大值',
  noNumbers: '单元格太小，写不下数值',
  rule: '谁可以注意谁',
  may: '可以注意',
  mayNot: '不可以注意',
  summaryRule: '{title}：{queries} 个查询，{keys} 个键；{total} 对中有 {count} 对可以注意。',
  needsMask:
    '需要 causal、prefix 4、window 4、window 4 dilated 2、window 4 global 1 random 2 seed 7、block 8、documents 5 7、strided 4、length 12 这样的词，或 none',
  average: '每个像素取其下格子的平均值',
  pixelMean: '{sentence}；颜色是 {count} 个格子的平均值 {value}',
  pixelLargest: '{sentence}；颜色来自 {count} 个格子中最大的一个，{largest}',
  sums: '各行之和为 {low}',
  sumsBetween: '各行之和在 {low} 与 {high} 之间',
  entropy: '各头按行熵的平均值（奈特）排列，最集中的在前',
  'first-token': '各头按落在首个词元上的份额排列',
  'previous-token': '各头按落在前一个词元上的份额排列',
  'same-token': '各头按落在别处相同词元上的份额排列',
  induction: '各头按落在相同词元先前后继上的份额排列（归纳）',
};

/** Reasons of failures, by their English. */
const reasons = {
  'several heads are shown, and a cell is in one of them': '显示的是多个头，而格子只属于其中一个',
};

export const heatmapZhHans = { ...coreZhHans, ...own, ...reasons };
