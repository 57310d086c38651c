/** Events of an element by type: its own, whose details these are, and those of every element. */
export type EventMap<Details> = { [Type in keyof Details]: CustomEvent<Details[Type]> } & HTMLElementEventMap;

/**
 * `addEventListener`, and `removeEventListener`, of an element whose events have these details:
 * `declare addEventListener: Listening<AttentionEvents>` in its class.
 */
export interface Listening<Details, Options = boolean | AddEventListenerOptions> {
  <Type extends keyof EventMap<Details>>(
    type: Type,
    // `unknown`, since a listener may be async.
    listener: (this: HTMLElement, event: EventMap<Details>[Type]) => unknown,
    options?: Options,
  ): void;
  (type: string, listener: EventListenerOrEventListenerObject, options?: Options): void;
}

/** Details of the events of an element, by their types. */
export type DetailsOf<Element> = Element extends { addEventListener: Listening<infer Details> } ? Details : never;

/** Value that a template may give a property: its own, or the text of the attribute; text that is one of some words is no other. */
export type Given<Value> = [NonNullable<Value>] extends [string | boolean]
  ? Value
  : Value | string | (number extends Value ? number : never);
