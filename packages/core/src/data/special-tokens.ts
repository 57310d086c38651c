import { type TensorSource, tokensOf } from './tensor-source.js';

const special = /^(\[[A-Z]+\d*\]|<[^\s<>]+>)$/u;
const byteToken = /^<0x[\dA-F]{2}>$/;

/** Whether a token is none of the text, by its name: `[CLS]`, `<s>`, `<|endoftext|>`. A byte, `<0x0A>`, is of the text, and so is the end of a word, `</w>`. */
export const isSpecialToken = (token: string): boolean =>
  special.test(token) && !byteToken.test(token) && token !== '</w>';

/** The special tokens among the keys of a layer, by position. The patches of a picture, which some models name `<image>`, are none. */
export function specialKeys(source: TensorSource, layer: number): ReadonlyMap<number, string> {
  const pictures = (source.segments?.(layer)?.key ?? []).filter(({ kind }) => kind === 'image');
  const isPatch = (at: number) => pictures.some((one) => at >= one.start && at < one.start + one.length);
  const tokens = [...(tokensOf(source, layer).key ?? [])].entries();
  return new Map([...tokens].filter(([at, token]) => isSpecialToken(token) && !isPatch(at)));
}
