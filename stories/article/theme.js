// Runs before the first paint, so that a chosen theme does not flash. Without a choice the system's theme holds.
const root = document.documentElement;

function stored() {
  try {
    return localStorage.getItem('theme');
  } catch {
    // Storage may be switched off; the choice then lasts as long as the page.
    return null;
  }
}

const isDark = () =>
  root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;

const chosen = stored();
if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;

document.addEventListener('DOMContentLoaded', () => {
  const button = document.querySelector('.theme');
  const tell = () => button.setAttribute('aria-pressed', String(isDark()));
  button.hidden = false;
  tell();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell);
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    tell();
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {}
  });
});
