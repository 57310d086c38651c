import { html, nothing, type TemplateResult } from 'lit';
import type { Refusal } from '../model.js';
import type { RunSettingName } from '../settings-table.js';
import type { Fault } from '../training/protocol.js';

/** A fault of a setting in the reader's language, under the name of its field. */
export type FieldFault = (name: RunSettingName, fault: Fault) => string;

/** Why a field's text was refused; said aloud, and gone once it is mended. */
export const fieldFault = (
  name: RunSettingName,
  refusal: Refusal | undefined,
  explain: FieldFault,
): TemplateResult | typeof nothing =>
  refusal ? html`<span class="fault" id="fault-${name}" role="alert">${explain(name, refusal.fault)}</span>` : nothing;
