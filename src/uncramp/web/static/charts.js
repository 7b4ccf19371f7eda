// Draws a run's charts, linked: one cursor for all of them, by mouse, by finger and by arrow keys.
// Without it the page keeps its plain drawings. All text comes from the page or from its data.
const place = document.querySelector("[data-series]");
const HEIGHT = 132; // CSS pixels, of a chart without its axis
const AXIS = 24; // CSS pixels, of the minutes below the last chart
const APART = [1 / 12, 1 / 4, 1 / 2, 1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440]; // minutes between two ticks
const SIDE = 56; // CSS pixels, of the values at the left

if (place && window.uPlot) begin().catch((wrong) => console.warn("The charts stay plain.", wrong));

async function begin() {
  const answer = await fetch(place.dataset.series);
  if (!answer.ok) return;
  const run = await answer.json();
  performance.mark("charts-begin");
  const plots = place.querySelector(".plots");
  const charts = run.charts.map((chart, at) => drawn(plots, run, chart, at === run.charts.length - 1));
  place.querySelector(".figures").hidden = true;
  link(run, charts);
  new ResizeObserver(() => charts.forEach(({ plot, tall }) => plot.setSize({ width: plots.clientWidth, height: tall }))).observe(plots);
  for (const question of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(question).addEventListener("change", () => charts.forEach(({ plot }) => plot.redraw(false, true)));
  }
  await Promise.all(charts.map(({ ready }) => ready));
  performance.measure("charts-drawn", "charts-begin");
  place.dataset.drawn = charts.length;
}

function drawn(plots, run, chart, last) {
  const figure = captioned(plots, chart);
  const tall = HEIGHT + (last ? AXIS : 0);
  const minutes = chart.seconds.map((second) => second / 60);
  let done;
  const ready = new Promise((resolve) => { done = resolve; });
  const plot = new uPlot({
    width: plots.clientWidth,
    height: tall,
    padding: [6, 8, last ? 0 : 6, 0],
    legend: { show: false },
    cursor: { sync: { key: "run" }, drag: { x: false, y: false }, y: false, points: { size: 7 } },
    scales: { x: { time: false, range: [0, run.end] }, y: { range: chart.range, dir: chart.paced ? -1 : 1 } },
    axes: [
      { show: last, size: AXIS, stroke: colour("--axis"), font: font(), grid: { show: false }, ticks: { stroke: colour("--grid"), size: 4 }, values: (_, at) => at.map(clock), incrs: APART, space: 60 },
      { size: SIDE, stroke: colour("--axis"), font: font(), grid: { stroke: colour("--grid"), width: 1 }, ticks: { show: false }, values: (_, at) => at.map((value) => written(chart, value)), space: 34 },
    ],
    series: [{}, ...chart.lines.map((_, at) => ({ stroke: colour(at ? "--line-two" : "--line-one"), width: at ? 1.5 : 1.75, dash: at ? [6, 4] : undefined, points: { show: false } }))],
    hooks: { drawClear: [(u) => shade(u, run.final)], draw: [(u) => { mark(u, run.cramp); done(); }] },
  }, [minutes, ...chart.lines.map((line) => line.values)], figure);
  return { plot, chart, minutes, ready, tall };
}

function captioned(plots, chart) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  chart.lines.forEach((line, at) => {
    const name = document.createElement("span");
    name.textContent = line.name;
    if (chart.lines.length > 1) name.className = at ? "key two" : "key";
    caption.append(name);
  });
  const said = document.createElement("p");
  said.className = "said";
  said.textContent = chart.summary;
  figure.append(caption, said);
  plots.append(figure);
  return figure;
}

function shade(u, from) {
  if (from === null) return;
  const left = u.valToPos(from, "x", true);
  u.ctx.fillStyle = colour("--final-shade")();
  u.ctx.fillRect(left, u.bbox.top, u.bbox.left + u.bbox.width - left, u.bbox.height);
}

function mark(u, at) {
  if (at === null) return;
  const x = u.valToPos(at, "x", true);
  u.ctx.save();
  u.ctx.strokeStyle = colour("--cramp")();
  u.ctx.lineWidth = 2 * devicePixelRatio;
  u.ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  u.ctx.beginPath();
  u.ctx.moveTo(x, u.bbox.top);
  u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
  u.ctx.stroke();
  u.ctx.restore();
}

// The slider and the mouse move one cursor; what every line says there stands below the slider.
function link(run, charts) {
  const stepper = place.querySelector(".stepper");
  const slider = stepper.querySelector("input");
  const reading = stepper.querySelector(".reading");
  slider.max = run.end;
  slider.step = run.end > 60 ? 0.5 : run.end > 10 ? 0.25 : 0.05;
  let moving = false;
  const show = (minute) => {
    const readings = charts.flatMap((one) => at(one, minute));
    slider.setAttribute("aria-valuetext", [clock(minute), ...readings.map((one) => one.textContent)].join(", "));
    reading.replaceChildren(said(place.dataset.at, clock(minute)), ...readings);
  };
  const step = () => {
    moving = true;
    const minute = Number(slider.value);
    charts.forEach(({ plot }) => plot.setCursor({ left: plot.valToPos(minute, "x"), top: HEIGHT / 2 }, false));
    moving = false;
    show(minute);
  };
  slider.addEventListener("input", step);
  charts.forEach(({ plot }) => plot.over.addEventListener("mousemove", () => {
    if (moving || plot.cursor.left < 0) return;
    const minute = Math.min(Math.max(plot.posToVal(plot.cursor.left, "x"), 0), run.end);
    slider.value = minute;
    show(minute);
  }));
  stepper.hidden = false;
  slider.value = run.cramp ?? 0;
  step();
}

function at({ chart, minutes }, minute) {
  const index = nearest(minutes, minute);
  return chart.lines.map((line) => said(line.name, line.values[index] === null ? "–" : `${written(chart, line.values[index])} ${chart.unit}`));
}

function nearest(minutes, minute) {
  let low = 0, high = minutes.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (minutes[middle] < minute) low = middle; else high = middle;
  }
  return minute - minutes[low] < minutes[high] - minute ? low : high;
}

function said(name, text) {
  const whole = document.createElement("span");
  const label = document.createElement("b");
  label.textContent = `${name} `;
  whole.append(label, text);
  return whole;
}

function written(chart, value) {
  return chart.paced ? minutesAndSeconds(value) : String(Math.round(value));
}

function minutesAndSeconds(value) {
  const seconds = Math.round(60 * value);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function clock(minute) {
  const seconds = Math.round(60 * minute);
  const hours = Math.floor(seconds / 3600);
  const rest = `${String(Math.floor(seconds / 60) % 60).padStart(hours ? 2 : 1, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  return hours ? `${hours}:${rest}` : rest;
}

function colour(name) { return () => getComputedStyle(place).getPropertyValue(name).trim(); }
function font() { return `12px ${getComputedStyle(document.body).fontFamily}`; }
