// A shared tablet: some time without a touch everything is cleared. Without this file the page's Refresh
// header does it; with it every touch starts the time again, and nobody has to leave the page to be asked.
const TOUCHES = ["pointerdown", "keydown", "input", "scroll"];

export function watchTablet(bar) {
  const { clear, quietSeconds, warnSeconds } = bar.dataset;
  const warning = bar.querySelector("[data-tablet-warning]");
  let waiting;
  const leave = () => window.location.replace(clear);
  const ask = () => {
    warning.hidden = false;
    waiting = setTimeout(leave, warnSeconds * 1000);
  };
  const start = () => {
    clearTimeout(waiting);
    warning.hidden = true;
    waiting = setTimeout(ask, quietSeconds * 1000);
  };
  const takeOver = () => {
    window.stop(); // the Refresh header is for pages without script
    start();
  };
  for (const touch of TOUCHES) window.addEventListener(touch, start, { passive: true });
  window.addEventListener("pageshow", (shown) => shown.persisted && window.location.reload());
  if (document.readyState === "complete") takeOver();
  else window.addEventListener("load", takeOver);
}
