import { MASKED_BELOW } from '../../math/index.js';
import type { Say } from '../locale.js';
import type { ViewWords } from '../parts/view-inputs.js';
import { valueText } from './value-text.js';

/** Reads values in the words of a view. */
export abstract class ValueReader<Words extends string> {
  protected readonly say: Say<Words>;
  protected readonly number: (value: number) => string;
  /** A share in per cent. */
  protected readonly percent: (share: number) => string;

  constructor({ say, number, percent }: Pick<ViewWords<Words>, 'say' | 'number' | 'percent'>) {
    this.say = say;
    this.number = number;
    this.percent = percent;
  }

  /** A value as a number, or that it is masked or none. */
  protected text(value: number): string {
    return valueText(value, this.say, this.number);
  }

  /** The sentence of a value, and what is shown in its place where that differs. */
  protected shownAs(sentence: string, value: number, shown: number): string {
    if (Object.is(value, shown)) return sentence;
    const isHidden = shown <= MASKED_BELOW && !(value <= MASKED_BELOW);
    return this.say('shownAs', { sentence, shown: isHidden ? this.say('hiddenCell') : this.text(shown) });
  }
}
