/**
 * A window of Chromium loads pages of its own for what its address bar may show one day, in processes of their own: a sixth of what
 * a test of a page costs the processor. Nobody types there.
 */
const ofAddressBars = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'OmniboxWebUIPopup'];

/** Features that Playwright 1.65 switches off. The last list that a browser is given counts, and it does not join ours to its own. */
const ofPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** Flags of a browser that Puppeteer starts, which joins lists. */
export const leanWindows = [`--disable-features=${ofAddressBars.join(',')}`];

/** Flags of a browser that Playwright starts. */
export const leanWindowsOfPlaywright = [`--disable-features=${[...ofPlaywright, ...ofAddressBars].join(',')}`];
