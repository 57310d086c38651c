import { fillSentence } from '../../errors.js';
import type { Language } from '../languages.js';
import { addedTranslation } from '../register-translation.js';

const en = {
  computed: 'How attention is computed',
  score: 'Score',
  weighting: 'Weighting',
  temperature: 'Temperature',
  soft: 'soft',
  sharp: 'hard',
  mask: 'Mask',
  size: 'Size',
  'scaled-dot': 'scaled dot product',
  dot: 'dot product',
  cosine: 'cosine',
  bilinear: 'bilinear',
  additive: 'additive',
  softmax: 'softmax',
  softmaxAt: 'softmax at temperature {temperature}',
  sparsemax: 'sparsemax',
  hard: 'hard',
  unweighted: 'none (the scores)',
  unmasked: 'none',
  causal: 'causal',
  window: 'local',
  global: 'global',
  block: 'blocks',
  windowOf: 'keys at most {size} away',
  globalOf: 'global tokens: {size}',
  blockOf: 'blocks of {size}',
  lengthOf: 'padding from key {size} on',
};

type Strings = Record<keyof typeof en, string>;

const zhHans: Strings = {
  computed: '注意力如何计算',
  score: '打分函数',
  weighting: '归一方式',
  temperature: '温度',
  soft: '软',
  sharp: '硬',
  mask: '掩码',
  size: '大小',
  'scaled-dot': '缩放点积',
  dot: '点积',
  cosine: '余弦',
  bilinear: '双线性',
  additive: '加性',
  softmax: 'softmax',
  softmaxAt: '温度为 {temperature} 的 softmax',
  sparsemax: 'sparsemax',
  hard: '硬注意力',
  unweighted: '无（显示分数）',
  unmasked: '无',
  causal: '因果',
  window: '局部',
  global: '全局',
  block: '分块',
  windowOf: '键至多相距 {size}',
  globalOf: '全局词元 {size} 个',
  blockOf: '每块 {size} 个',
  lengthOf: '从键 {size} 起为填充',
};

const zhHant: Strings = {
  computed: '注意力如何計算',
  score: '評分函數',
  weighting: '歸一方式',
  temperature: '溫度',
  soft: '軟',
  sharp: '硬',
  mask: '遮罩',
  size: '大小',
  'scaled-dot': '縮放點積',
  dot: '點積',
  cosine: '餘弦',
  bilinear: '雙線性',
  additive: '加性',
  softmax: 'softmax',
  softmaxAt: '溫度為 {temperature} 的 softmax',
  sparsemax: 'sparsemax',
  hard: '硬注意力',
  unweighted: '無（顯示分數）',
  unmasked: '無',
  causal: '因果',
  window: '局部',
  global: '全域',
  block: '分塊',
  windowOf: '鍵至多相距 {size}',
  globalOf: '全域詞元 {size} 個',
  blockOf: '每塊 {size} 個',
  lengthOf: '從鍵 {size} 起為填充',
};

const translations: Readonly<Record<Language, Strings | undefined>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };

export type ComputedWord = keyof typeof en;
/** A sentence with its details. */
export type SayComputed = (name: ComputedWord, details?: Record<string, string | number>) => string;

/** Sentences on attention that elements compute. */
export const sayComputed =
  (language: Language): SayComputed =>
  (name, details = {}) =>
    fillSentence(addedTranslation(language)?.computed?.[name] ?? (translations[language] ?? en)[name], details);
