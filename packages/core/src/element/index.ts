export { adoptStyles } from './adopt-styles.js';
export { type BegunWorker, builtWorker, onWorkerFailure, startWorker } from './built-worker.js';
export { FontController } from './axis/font-controller.js';
export {
  acrossUpright,
  type AxisLabels,
  columnLabels,
  isUpright,
  lengthOf,
  LINE,
  overhang,
  rowLabels,
  shortenLabel,
} from './axis/labels.js';
export { type Line, lineOf } from './axis/line.js';
export { type Ink, TextMeasure } from './axis/measure-text.js';
export { niceTicks } from './axis/nice-ticks.js';
export { type AxisSide, tokenAxis } from './axis/token-axis.js';
export { headColor } from './chart/head-colors.js';
export { type Ink as LineInk, inkStyles } from './chart/ink.js';
export { type AxisRange, fewTicks } from './chart/few-ticks.js';
export { guideStyles, guideTemplate } from './chart/guide.js';
export { drawNumericAxis, numericAxis, type NumericAxis } from './chart/numeric-axis.js';
export { type LinePlaces, type LineValues, type PathSink, traceLine } from './chart/lines.js';
export { type PlotScale, type PlotScaleKind, plotScale } from './chart/plot-scale.js';
export { StrokeCanvas } from './chart/stroke-canvas.js';
export { pathData, type Stroke, type StrokePicture } from './chart/stroke-picture.js';
export { FigureTable } from './reading/figure-table.js';
export { canvasContext } from './canvas-context.js';
export { keepDrawing } from './canvas-drawing.js';
export { ColormapController, colormapProperty } from './colormap-controller.js';
export { AttentionInteraction, type AttentionGrid } from './interaction/attention-interaction.js';
export { type Cell, moveCursor, strongestCells } from './interaction/cell-cursor.js';
export { type CellPlace } from './interaction/cell-place.js';
export {
  type GridActions,
  GridInteraction,
  type GridSize,
  type InteractiveGrid,
} from './interaction/grid-interaction.js';
export { FigureGrid } from './interaction/figure-grid.js';
export { indexIn } from './interaction/index-in.js';
export { pointIn } from './interaction/point-in.js';
export { defineElement } from './define.js';
export { type Failure, failure } from './failure.js';
export { sayable } from './english.js';
export { type ErrorDetail, fireError } from './fire-error.js';
export { FigureController, type FigureToSave } from './figure/figure-controller.js';
export type { PictureSize } from './figure/png-scale.js';
export { BOX, SKIP } from './figure/skip.js';
export { GroupController } from './group/group-controller.js';
export type { GroupPlace, NameAt } from './group/group.js';
export {
  type AttentionEvents,
  type CellDetail,
  type ChangeDetail,
  fireAttention,
  type LoadDetail,
  loadDetail,
  noCell,
} from './heads/events.js';
export { chooser, chooserStyles, headChoosers } from './heads/head-choosers.js';
export { type SelectedPlace } from './heads/find-place.js';
export {
  AttentionController,
  type AttentionHost,
  type AttentionControllerOptions,
  type ValuesChange,
} from './heads/attention-controller.js';
export {
  firstLayer,
  hasHead,
  type Loaded,
  layersOf,
  type Panel,
  type ReadPanel,
} from './heads/panels.js';
export { type Hide, type Hiding, hiddenKeys, hidingNotes, withoutHidden } from './heads/hidden-keys.js';
export { headName, panelNames } from './heads/panel-names.js';
export type { Selection } from './heads/selection.js';
export { type AttentionProvider, SOURCE_CHANGED } from './heads/followed-source.js';
export { ProvidedAttention } from './heads/provided-attention.js';
export { gridProperty, spanProperty } from './heads/patch-properties.js';
export { type GivenTokens, isOtherSource, type Rollup } from './heads/source-properties.js';
export { type LegendNotes, legendStyles, legendTemplate, paintColorBar, specialColors } from './legend.js';
export type { HeadPlace } from './computed/computed-input.js';
export { computedDefaults } from './computed/computed-defaults.js';
export {
  type ComputedOptions,
  computedProperties,
  type ComputedSettings,
  type ComputedWeighting,
} from './computed/computed-options.js';
export type { ComputedPreview } from './computed/computed-preview.js';
export type { ComputedSource } from './computed/computed-source.js';
export { adoptComputedStyles } from './computed/computed-styles.js';
export { isComputed, openSource } from './computed/open-source.js';
export type { Operation, SourceOptions } from './computed/operations.js';
export { LoadingController, type LoadState } from './loading-controller.js';
export { lazy } from '../lazy.js';
export { LazyPart } from './lazy-part.js';
export type { Language } from './languages.js';
export { LocaleController, type Say, type Translations } from './locale.js';
export { coreEnglish, coreZhHans, coreZhHant, type CoreSentences } from './locales/index.js';
export { Memo } from './memo.js';
export { Nearness } from './nearness.js';
export type { Box } from './parts/box.js';
export { type Readout, readoutTemplate } from './parts/figure-frame.js';
export { markBox, markStyles } from './parts/marks.js';
export { plotStyles, plotTemplate } from './parts/plot.js';
export {
  cellAt,
  cellBox,
  type MatrixCell,
  type MatrixDrawing,
  matrixFrame,
  matrixPicture,
  type MatrixSize,
  matrixStyles,
  type MatrixTile,
} from './parts/matrix.js';
export {
  linearShades,
  type Shade,
  shadedTextStyles,
  shadeLegend,
  shadeOf,
  type ShadeScale,
  shadeSamples,
  shadeWord,
} from './parts/shaded-text.js';
export type { AttentionInputs, LayoutInputs, ViewWords } from './parts/view-inputs.js';
export { cellGrid } from './reading/cell-grid.js';
export { arrowSteps, type CellStep, cellSteps } from './reading/cell-steps.js';
export { dataTable, type TablePage } from './reading/data-table.js';
export type { MatrixReading } from './reading/matrix-reading.js';
export { readingStyles, sentenceStyles } from './reading/reading-styles.js';
export { labelsOf, type PlaceNames, placeNames, type SideLabels } from './reading/place-names.js';
export { tokenPlace } from './reading/token-place.js';
export { ValueReader } from './reading/value-reader.js';
export { valueText } from './reading/value-text.js';
export { weightRows } from './reading/weight-rows.js';
export type { ListName } from '../registry.js';
export { PageAddress } from './page-address.js';
export { isOnPaper, settleOnPaper } from './paper.js';
export { partSentences, type SayPart } from './part-sentences.js';
export { savingMenu } from './saving-menu.js';
export {
  anything,
  changeable,
  type Check,
  count,
  flag,
  index,
  number,
  numberAbove,
  numberBetween,
  numberPair,
  oneOf,
  optional,
  type PropertiesOf,
  type Property,
  type PropertyTable,
  text,
  wordList,
} from './properties/property.js';
export { indexList } from './properties/index-list.js';
export { badOption, PropertyCheck } from './properties/property-check.js';
export { scaleOptionsOf, scaleProperties } from './properties/scale-properties.js';
export { similarNames } from './properties/unknown-attributes.js';
export { normalizationNotes, oneOfKind, quantityOf, scaleNote, scaleNotes } from './scale-notes.js';
export { type Room, SizeController } from './size.js';
export { StageController } from './stage-controller.js';
export { frameStyles } from './styles.js';
export { zoomProperty } from './zoom/zoom-property.js';
export {
  type MapContent,
  type SideNames,
  type TokenSide,
  type ZoomedFigure,
  type ZoomHost,
  ZoomPart,
  type ZoomWindow,
} from './zoom/index.js';
export { frameOf, isElement, onceGone, windowOf } from './tree.js';
export { warner } from './warner.js';
export type { DetailsOf, EventMap, Given, Listening } from './typed-events.js';
export { type ThemeColors, ThemeController, themeStyles } from './theme.js';
