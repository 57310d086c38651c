import type { RunController } from '../run-controller.js';
import { isLive, numberSettings, runSettings, type RunSettingName } from '../settings-table.js';
import { checkPace, settingsOf } from '../tasks/settings.js';
import { faultOf } from '../training/protocol.js';

const isNumber = (name: RunSettingName): boolean => (numberSettings as readonly string[]).includes(name);

/** Number that a field holds; an empty one holds none. */
const numberIn = (text: string): number => (text.trim() === '' ? NaN : Number(text));

/**
 * Changes of a run by its reader: each is tried by the rules that hold at opening. One that is refused stands at its field, and the
 * run goes on as it was.
 */
export class ReaderSettings {
  readonly #run: RunController;
  readonly #change: (properties: object) => void;

  /** @param change gives the element its properties, and tells the page */
  constructor(run: RunController, change: (properties: object) => void) {
    this.#run = run;
    this.#change = change;
  }

  /** Takes the text of a field. */
  async propose(name: RunSettingName, text: string | number): Promise<void> {
    const { model } = this.#run;
    const value = isNumber(name) ? numberIn(String(text)) : text;
    try {
      this.#check(name, value);
    } catch (error) {
      const { code, message, details } = faultOf(error);
      // As it stands in the field, which may be empty.
      this.#run.refuse(name, { code, message, details: { ...details, value: String(text) } });
      return;
    }
    if (isLive(name) && !(await this.#run.set(name, value))) return;
    model.refusals.delete(name);
    this.#change({ [runSettings[name].property]: value });
  }

  /** Throws `bad-option`. */
  #check(name: RunSettingName, value: unknown): void {
    const { opened, inForce } = this.#run.model;
    if (!opened || !inForce) return;
    checkPace({ [name]: value });
    settingsOf({ uses: opened.uses, defaults: inForce.settings }, { [name]: value });
  }
}
