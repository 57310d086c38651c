import type { ReactiveController } from 'lit';
import { snapshot, type Source } from '@attn-elements/core/data';
import { lazy, onceGone } from '@attn-elements/core/element';
import type { SavedFormat } from './exports/formats.js';
import type { FilesBeside } from './files/checkpoint.js';
import { FrameWait } from './frame.js';
import type { RunHost } from './run-host.js';
import { propertiesOf, runPropertiesOf, underAttribute } from './run-options.js';
import {
  isLive,
  type LiveSettingName,
  runSettings,
  type RunSettingName,
  runSources,
  settingNames,
  settingsInForce,
} from './settings-table.js';
import type { Comparison } from './comparison/comparison.js';
import type { InsideName, InsideQuestions } from './inside/questions.js';
import { RunLink } from './link.js';
import { RunModel } from './model.js';
import { Sight } from './sight.js';
import { type Connection, connect } from './training/connection.js';
import { type CommandName, type Commands, errorOf, type Fault, faultOf, type Report } from './training/protocol.js';

export interface RunEvents {
  readonly onReport: (report: Report) => void;
  readonly onFault: (fault: Fault) => void;
  /** The run has settings that the properties did not say, as those of a file: they are to say them. */
  readonly onSettings: (properties: object) => void;
}

/** Commands that the runs beside it get, too. */
const mirrored: readonly CommandName[] = ['train', 'pause', 'step', 'reset'];

/** Between two pictures for who wants little motion, in milliseconds. */
const CALM = 2000;

/**
 * The run of an element: fetches what trains when it is first asked for, and keeps a page's manners. It rests out of sight and in
 * hidden tabs, and ends with the element.
 */
export class RunController implements ReactiveController {
  readonly model = new RunModel();
  /** Runs that train beside it; null without. */
  comparison: Comparison | null = null;
  readonly link: RunLink;
  readonly #host: RunHost;
  readonly #events: RunEvents;
  #connection: Promise<Connection> | null = null;
  #opening: Promise<void> | null = null;
  /** The same once it is there. */
  #connected: Connection | null = null;
  readonly #sight: Sight;
  /** Whether it is to train whenever it can be seen. */
  #isWanted = false;
  /** Whether it was paused because it cannot be seen. */
  #isResting = false;
  #wasAutoplayed = false;
  #shownAt = 0;
  readonly #frame = new FrameWait();
  /** Ends the run: what it still says is heard by nobody. */
  #ending = new AbortController();
  /** Values of the properties that the run is of. */
  #taken: ReadonlyMap<string, unknown> = new Map();
  /** A run whose element was taken off the page, as a file; null where there is none. */
  #kept: Uint8Array | null = null;
  /** The same of the runs beside it. */
  #keptBeside: FilesBeside = [];

  constructor(host: RunHost, events: RunEvents) {
    this.#host = host;
    this.#events = events;
    this.link = new RunLink(host);
    this.#sight = new Sight(host, () => this.#onVisibilityChange());
    host.addController(this);
  }

  /** Thread that it is computed in; null before it began. */
  get place(): Connection['place'] | null {
    return this.#connected?.place ?? null;
  }

  /** Whether it trains, or will when it is seen again. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** Settles when the host is to show what was reported; null where there is nothing to wait for. */
  get frame(): Promise<void> | null {
    return this.#frame.settled;
  }

  hostDisconnected(): void {
    onceGone(this.#host, () => void this.#keep());
  }

  async train(): Promise<void> {
    await this.#isSet();
    await this.#train();
  }

  async #train(): Promise<void> {
    if (!this.#host.isConnected) return;
    this.#isWanted = true;
    this.#isResting = false;
    await this.#askToTrain();
    // Asked for out of sight, as by a script: it begins when it is seen.
    this.#onVisibilityChange();
  }

  /** Asks for steps: of a run that is done for more, unless those beside it have some to take yet. */
  async #askToTrain(): Promise<void> {
    if (this.model.stage === 'done' && this.comparison?.isUnfinished) await this.comparison.tell('train');
    else await this.#ask('train');
  }

  async pause(): Promise<void> {
    this.#isWanted = false;
    if (this.#connection) await this.#ask('pause');
    this.#host.requestUpdate();
  }

  async step(): Promise<void> {
    await this.#isSet();
    this.#isWanted = false;
    await this.#ask('step');
  }

  async reset(): Promise<void> {
    await this.#isSet();
    await this.#reset();
  }

  async #reset(): Promise<void> {
    this.#isWanted = false;
    await this.#ask('reset');
  }

  async goBack(learningRate: number): Promise<void> {
    await this.#ask('goBack', learningRate);
    this.#adopt({ learningRate });
    await this.#train();
  }

  /**
   * Changes a setting while the model learns; null is the task's own. Resolves to whether it is taken: one that is refused stands
   * in the model, and the run is as it was.
   */
  async set(name: LiveSettingName, value: unknown): Promise<boolean> {
    // A run that is not there yet takes it from the properties.
    if (!this.#opening) return true;
    const refused = (fault: Fault) => {
      this.#events.onFault(this.refuse(name, fault));
    };
    const inForce = await this.#try('set', [{ [name]: value }], refused);
    if (!inForce) return false;
    this.comparison?.set({ [name]: value });
    this.#take({ [name]: value });
    this.model.take(name, inForce);
    this.#host.requestUpdate();
    return true;
  }

  /** Takes down why a setting is refused. Returns the fault as a page knows it. */
  refuse(name: RunSettingName, met: Fault): Fault {
    const fault = underAttribute(met);
    this.model.refuse(name, fault);
    this.#host.requestUpdate();
    return fault;
  }

  /** Properties have changed: of what the run is not of already another run is made, or it goes on with it. */
  follow(changed: ReadonlyMap<PropertyKey, unknown>, isRefresh: boolean): void {
    const isNew = (name: keyof RunHost) =>
      changed.has(name) && (isRefresh || this.#host[name] !== this.#taken.get(name));
    const names = settingNames.filter((name) => isNew(runSettings[name].property));
    const isOther = runSources.some(isNew) || names.some((name) => !isLive(name));
    // What cannot begin has another chance.
    if (isOther || (names.length > 0 && !this.#opening && this.model.fault)) this.renew();
    else for (const name of names.filter(isLive)) void this.set(name, this.#host[runSettings[name].property]);
  }

  /** Lets go what is on its way; the settings are those of the run that was there before, which begins again. */
  cancel(): void {
    if (this.model.stage !== 'opening') return;
    const { opened, inForce } = this.model;
    if (!opened || !inForce) {
      this.end();
      return;
    }
    this.#leave();
    this.model.fault = null;
    this.#adopt(settingsInForce(inForce, opened.uses));
    void this.reset();
  }

  /** Asks for what is inside of the run; null where there is none. Rejects with why it cannot be said: the run goes on. */
  async look<Name extends InsideName>(
    name: Name,
    ...given: Parameters<InsideQuestions[Name]>
  ): Promise<ReturnType<InsideQuestions[Name]> | null> {
    if (!this.#opening) return null;
    let met: Fault | null = null;
    const found = await this.#try(name, given, (fault) => (met = fault));
    if (met) throw errorOf(met);
    return found;
  }

  /** A file of the run; of one that can be gone on from, with the runs beside it. */
  async save(format: SavedFormat): Promise<Uint8Array | null> {
    const isGoneOn = format === 'safetensors' || format === 'npz';
    // Asked at once, where it can be: a run that fails meanwhile is not begun anew to be saved.
    if (!isGoneOn || !this.comparison) return this.#ask('save', format);
    const beside = await this.comparison.save();
    return this.#ask('save', beside ? { format, beside } : format);
  }

  /** The PyTorch program; empty where there is no run. */
  async program(): Promise<string> {
    return new TextDecoder().decode((await this.save('python')) ?? new Uint8Array());
  }

  /** Losses of all steps, and of all runs that are compared. */
  async csv(): Promise<string | null> {
    return this.comparison?.csv(this.model.history) ?? this.#ask('csv');
  }

  async load(source: Source): Promise<void> {
    await this.#isSet();
    if (await this.#showEvents(source)) return;
    this.#isWanted = false;
    const opened = await this.#ask('load', snapshot(source));
    if (!opened) return;
    this.model.reopen(opened);
    const { speed: _, ...settings } = settingsInForce(opened.inForce, opened.uses);
    this.#adopt(settings);
    this.#keptBeside = opened.beside ?? [];
    await this.#compare(this.#host.compare);
    this.#host.requestUpdate();
  }

  /** Shows an event file beside the run, which stays as it is; false where the source is none. */
  async #showEvents(source: Source): Promise<boolean> {
    try {
      const { openEvents } = await lazy(() => import('./files/open-events.js'));
      const events = await openEvents(source);
      if (!events) return false;
      this.model.events = events;
    } catch (error) {
      this.#fail(faultOf(error));
      return true;
    }
    // Its figure is that of a run: one that was not asked for yet is begun, and waits.
    if (this.#opening) this.#host.requestUpdate();
    else await this.reset();
    return true;
  }

  /** Ends the run, with everything that it holds. What is asked for next begins a new one. */
  end(): void {
    this.#isWanted = false;
    this.#kept = null;
    this.#keptBeside = [];
    this.#leave();
    this.comparison = null;
    this.model.begin(null);
    this.#host.requestUpdate();
  }

  /** Off the page nothing trains. What was learned is kept, for as long as somebody has the element, and goes on where it comes back. */
  async #keep(): Promise<void> {
    const connection = this.#connected;
    const { stage, step } = this.model;
    if (!connection || stage === 'opening' || stage === 'failed' || step === 0) {
      this.end();
      return;
    }
    const wasWanted = this.#isWanted;
    try {
      // In this order, and at once: the worker answers while no step is on its way.
      const [, file, beside = []] = await Promise.all([
        connection.ask('pause'),
        connection.ask('save', 'safetensors'),
        this.comparison?.keep(),
      ]);
      if (connection !== this.#connected) return;
      if (this.#host.isConnected) {
        if (wasWanted) void this.#train();
        return;
      }
      this.#leave();
      this.#kept = file;
      this.#keptBeside = beside;
      this.#isResting = false;
    } catch {
      if (connection === this.#connected) this.end();
    }
  }

  /** Notes the values of properties that the run is of. */
  #take(settings: Parameters<typeof propertiesOf>[0]): Record<string, unknown> {
    const properties = propertiesOf(settings);
    this.#taken = new Map([...this.#taken, ...Object.entries(properties)]);
    return properties;
  }

  /** Settings of the run that the properties did not say: they say them from now on. */
  #adopt(settings: Parameters<typeof propertiesOf>[0]): void {
    this.#events.onSettings(this.#take(settings));
  }

  /**
   * Settings have changed: a run that was asked for is made anew of them, and trains if it did. What it has come to stays on the page
   * until then, and with it the inputs that settings are changed by.
   */
  renew(): void {
    if (!this.#connection) {
      this.end();
      return;
    }
    const wasWanted = this.#isWanted;
    this.#leave();
    void (wasWanted ? this.#train() : this.#reset());
  }

  /** Properties that were set just before count. Off the page there is no update to wait for, and no run. */
  async #isSet(): Promise<void> {
    if (this.#host.isConnected) await this.#host.updateComplete;
  }

  /** Lets the connection go, also one that is on its way. */
  #leave(): void {
    this.#ending.abort();
    // What they came to stays on the page with what the run came to.
    this.comparison?.end();
    if (this.#connected) this.#connected.end();
    else
      this.#connection?.then(
        (connection) => connection.end(),
        () => {},
      );
    this.#connection = this.#connected = this.#opening = null;
  }

  /** Trains in sight, and rests out of it. */
  #onVisibilityChange(): void {
    const { canBeSeen } = this.#sight;
    if (canBeSeen && this.#host.autoplay && !this.#wasAutoplayed) {
      this.#wasAutoplayed = true;
      void this.train();
    } else if (this.#isWanted && this.#kept && canBeSeen) {
      void this.#train();
    } else if (this.#isWanted && this.#opening && canBeSeen === this.#isResting) {
      this.#isResting = !canBeSeen;
      void (canBeSeen ? this.#askToTrain() : this.#ask('pause'));
    }
  }

  #ask<Name extends CommandName>(
    name: Name,
    ...given: Parameters<Commands[Name]>
  ): Promise<ReturnType<Commands[Name]> | null> {
    return this.#try(name, given, (fault) => this.#fail(fault));
  }

  /** Asks the run for something; null where it was not done. */
  async #try<Name extends CommandName>(
    name: Name,
    given: Parameters<Commands[Name]>,
    failed: (fault: Fault) => void,
  ): Promise<ReturnType<Commands[Name]> | null> {
    // Removed before it began: who would end it?
    if (!this.#host.isConnected) return null;
    const connecting = (this.#connection ??= this.#connect());
    try {
      const connection = await connecting;
      await (this.#opening ??= this.#open(connection));
      const others = mirrored.includes(name) ? this.comparison?.tell(name, ...given) : undefined;
      const [answer] = await Promise.all([connection.ask(name, ...given), others]);
      return answer;
    } catch (error) {
      // A run that was ended meanwhile has nobody to tell.
      if (connecting === this.#connection) failed(faultOf(error));
      return null;
    }
  }

  async #connect(): Promise<Connection> {
    this.model.wait();
    this.#host.requestUpdate();
    const { signal } = (this.#ending = new AbortController());
    const heard =
      <Said>(hear: (said: Said) => void) =>
      (said: Said) =>
        signal.aborted || hear(said);
    const listeners = {
      onReport: heard((report: Report) => this.#receive(report)),
      onFault: heard((fault: Fault) => this.#fail(fault)),
      onBreak: heard((fault: Fault) => {
        this.#leave();
        this.#fail(fault);
      }),
    };
    try {
      const connection = await connect(listeners, signal);
      if (!signal.aborted) this.#connected = connection;
      return connection;
    } catch (error) {
      if (!signal.aborted) {
        this.#leave();
        this.#fail(faultOf(error));
      }
      throw error;
    }
  }

  async #open(connection: Connection): Promise<void> {
    try {
      this.#taken = runPropertiesOf(this.#host);
      const opened = await connection.ask('open', this.#host.runOptions);
      if (this.#kept) await this.#goOn(connection, this.#kept);
      else {
        this.model.begin(opened);
        await this.#compare(this.#host.compare);
        for (const fault of opened.refused ? [opened.refused] : []) this.#events.onFault(this.refuse('example', fault));
      }
    } catch (error) {
      // The next attempt may be of other settings.
      this.#opening = null;
      throw error;
    } finally {
      this.#host.requestUpdate();
    }
  }

  /** Begins the runs beside this one, which is open; none where the text names none. */
  async #compare(text: string | null): Promise<void> {
    const kept = this.#keptBeside;
    this.#keptBeside = [];
    this.comparison?.end();
    this.comparison = null;
    const connection = this.#connected;
    const { engine } = this.model.opened!;
    if (!text?.trim() || !connection) return;
    const { Comparison } = await lazy(() => import('./comparison/comparison.js'));
    if (connection !== this.#connected) return;
    this.comparison = new Comparison(text, () => this.#onCompared(), kept);
    await this.comparison.open(connection, { ...this.#host.runOptions, engine });
  }

  /** A run beside this one has come further: once all are done, none is wanted any more. */
  #onCompared(): void {
    const isDone = this.model.stage === 'done' || this.model.stage === 'failed';
    if (isDone && !this.comparison?.isUnfinished) this.#isWanted = false;
    this.#frame.begin();
    this.#host.requestUpdate();
  }

  /** Goes on with a run that was kept, and with what was set since. */
  async #goOn(connection: Connection, kept: Uint8Array): Promise<void> {
    this.#kept = null;
    const opened = await connection.ask('load', kept);
    this.model.reopen(opened);
    await this.#compare(this.#host.compare);
    for (const name of settingNames.filter(isLive)) {
      const value = this.#host[runSettings[name].property];
      const { inForce } = this.model;
      const present = name === 'learningRate' ? inForce!.settings[name] : inForce![name];
      if (value !== null && value !== present) this.model.take(name, await connection.ask('set', { [name]: value }));
    }
  }

  #receive(report: Report): void {
    this.model.apply(report);
    if (report.state === 'done' || report.state === 'failed') this.#isWanted &&= this.comparison?.isUnfinished ?? false;
    if (this.#host.isConnected) this.#events.onReport(report);
    const now = performance.now();
    // Who wants little motion sees a picture now and then, and the last one.
    if (report.state === 'training' && this.#sight.isCalm && now - this.#shownAt < CALM) return;
    this.#shownAt = now;
    // While it trains there is always more to come; who pauses, steps or opens a file finds it done.
    if (report.state === 'training') this.#frame.begin();
    else this.#frame.end();
    this.#host.requestUpdate();
  }

  #fail(met: Fault): void {
    const fault = underAttribute(met);
    this.#isWanted = false;
    this.model.fail(fault);
    this.#events.onFault(fault);
    this.#host.requestUpdate();
  }
}
