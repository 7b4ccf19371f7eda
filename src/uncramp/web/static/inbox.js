// The clocks of the inbox go on while the page is open; without this they stand as they were.
// They count from what the server said was left: the clock of this device may be wrong.
const SECOND = 1000;

function told(clock) {
  const left = Number(clock.dataset.seconds) - performance.now() / SECOND;
  const minutes = Math.trunc(Math.abs(left) / 60);
  const words = left < 0 ? clock.dataset.over : clock.dataset.left;
  return words.replace("HOURS", Math.trunc(minutes / 60)).replace("MINUTES", minutes % 60);
}

function show() {
  for (const clock of document.querySelectorAll("time[data-seconds]")) {
    clock.textContent = told(clock);
  }
}

setInterval(show, 20 * SECOND);
