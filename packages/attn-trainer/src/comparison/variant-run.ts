import { AttnError, reason } from '@attn-elements/core/errors';
import { RunModel } from '../model.js';
import type { Connection, Listeners } from '../training/connection.js';
import {
  type CommandName,
  type Commands,
  type Fault,
  faultOf,
  type LiveSettings,
  type RunOptions,
} from '../training/protocol.js';
import { changedBy, type Variant } from './variants.js';

/** One of the runs beside the element's own: what fails in it is said of it, and the others go on. */
export class VariantRun {
  readonly variant: Variant;
  readonly model: RunModel;
  readonly #changed: () => void;
  #connection: Connection | null = null;

  /**
   * @param historyBytes room for its frames
   * @param changed hears that there is something else to be shown
   */
  constructor(variant: Variant, historyBytes: number, changed: () => void) {
    this.variant = variant;
    this.model = new RunModel(historyBytes);
    this.#changed = changed;
    if (variant.fault) this.model.fail(faultOf(variant.fault));
    else this.model.wait();
  }

  /** Whether it has steps to take. */
  get isUnfinished(): boolean {
    const { stage } = this.model;
    return this.#connection !== null && stage !== 'failed' && stage !== 'done';
  }

  /** Opens it, and goes on from a file where one was kept. Never rejects. */
  async open(begin: (listeners: Listeners) => Promise<Connection>, options: RunOptions, kept: Uint8Array | null) {
    const fail = (fault: Fault) => {
      this.model.fail(fault);
      this.#changed();
    };
    try {
      const connection = (this.#connection = await begin({
        onReport: (report) => {
          this.model.apply(report);
          this.#changed();
        },
        onFault: fail,
        onBreak: (fault) => {
          this.#connection = null;
          fail(fault);
        },
      }));
      const opened = await connection.ask('open', { ...options, ...this.variant.settings });
      const unused = changedBy(this.variant).find((name) => !opened.uses.includes(name));
      if (unused) {
        const what = reason`the task ${options.task} has no ${unused}`;
        throw new AttnError('bad-option', { name: 'compare', value: this.variant.text, ...what });
      }
      this.model.begin(opened);
      if (opened.refused) this.model.refuse('example', opened.refused);
      if (kept) this.model.reopen(await connection.ask('load', kept));
    } catch (error) {
      this.end();
      fail(faultOf(error));
    }
  }

  /** Does what the element's own run is asked to do. Never rejects. */
  async tell<Name extends CommandName>(name: Name, ...given: Parameters<Commands[Name]>): Promise<void> {
    try {
      await this.#connection?.ask(name, ...given);
    } catch (error) {
      if (this.#connection) this.model.fail(faultOf(error));
    }
    this.#changed();
  }

  /** Changes a live setting, unless the variant has its own; what it refuses is said of it. */
  async set(settings: LiveSettings): Promise<void> {
    const own = Object.entries(settings).filter(([name]) => !(name in this.variant.settings));
    for (const [name, value] of own) {
      try {
        const inForce = await this.#connection?.ask('set', { [name]: value });
        if (inForce) this.model.take(name, inForce);
      } catch (error) {
        this.model.refuse(name, faultOf(error));
      }
    }
    this.#changed();
  }

  /** Stops it, and resolves to a file that it can go on from; null where there is nothing to keep. */
  async keep(): Promise<Uint8Array | null> {
    const [, file] = await Promise.all([this.#connection?.ask('pause').catch(() => {}), this.save()]);
    return file;
  }

  /** A file that it can go on from, as it is now; null where there is nothing to save. */
  async save(): Promise<Uint8Array | null> {
    const connection = this.#connection;
    if (!connection || this.model.step === 0 || this.model.stage === 'failed') return null;
    try {
      return await connection.ask('save', 'safetensors');
    } catch {
      return null;
    }
  }

  /** Lets it go; what it came to can still be shown. */
  end(): void {
    this.#connection?.end();
    this.#connection = null;
  }
}
