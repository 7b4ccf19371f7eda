// The picture chooses what the list chooses. Without this module the list works alone.
for (const map of document.querySelectorAll(".body-map")) bodyMap(map);

// As an index the picture leads where the links beside it lead.
for (const area of document.querySelectorAll(".body-part[data-link]")) {
  area.addEventListener("click", () => location.assign(area.dataset.link));
}

function bodyMap(map) {
  const areas = [...map.querySelectorAll(".body-part")];
  const said = map.querySelector(".body-said");
  const all = (name) => [...map.querySelectorAll(`input[name=${name}]`)];
  const ticked = (name) => all(name).filter((input) => input.checked).map((input) => input.value);
  const several = all("muscle")[0].type === "checkbox";
  const finer = (muscle) => all("part").filter((input) => input.closest("[data-muscle]")?.dataset.muscle === muscle);
  map.classList.add("live");

  function lit({ muscle, part, side }) {
    const [sided] = ticked("side");
    const told = finer(muscle).filter((input) => input.checked && input.value).map((input) => input.value);
    return ticked("muscle").includes(muscle) && (!sided || sided === "both" || sided === side)
      && (told.length === 0 || told.includes(part));
  }

  function show() {
    for (const area of areas) area.classList.toggle("lit", lit(area.dataset));
    const [sided] = ticked("side");
    const names = ticked("muscle").flatMap((muscle) => {
      const told = finer(muscle).filter((input) => input.checked && input.value);
      const named = told.length ? told : all("muscle").filter((input) => input.value === muscle);
      return named.map((input) => input.labels[0].querySelector("span").textContent);
    });
    const words = names.map((name) => (sided ? map.dataset[sided].replace("NAME", name) : name));
    said.replaceChildren(...words.map((text) => {
      const line = document.createElement("span");
      line.textContent = text;
      return line;
    }));
  }

  /** A tap on a part; on the other side of the same part: both; on a chosen one: not that side. */
  function tap({ muscle, part, side }) {
    const input = (name, value) => all(name).find((one) => one.value === value);
    const was = ticked("part").includes(part) && ticked("muscle").includes(muscle);
    const [sided] = ticked("side");
    const only = ticked("part").filter(Boolean).length < 2;
    if (was && sided === side) {
      input("part", part).checked = false;
      if (finer(muscle).every((one) => !one.checked)) input("muscle", muscle).checked = false;
      if (only) input("side", side).checked = false;
    } else if (was && sided === "both" && only) {
      input("side", side === "left" ? "right" : "left").checked = true;
    } else {
      if (!several) for (const one of all("part")) one.checked = false;
      const joins = sided && sided !== side && (was || (several && ticked("muscle").length > 0));
      input("muscle", muscle).checked = true;
      input("part", part).checked = true;
      input("side", joins ? "both" : side).checked = true;
    }
    show();
    input("muscle", muscle).dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** A part of a muscle that is no longer chosen is no longer told. */
  function keepParts(changed) {
    if (changed.name === "part" && changed.checked && !several) {
      const muscle = changed.closest("[data-muscle]").dataset.muscle;
      all("muscle").find((input) => input.value === muscle).checked = true;
    }
    for (const muscle of all("muscle")) {
      if (!muscle.checked) for (const input of finer(muscle.value)) input.checked = false;
    }
  }

  /** Turn the figure where what was chosen in the list is on its other side. */
  function turn() {
    const shown = (area) => area.closest("svg").dataset;
    const views = new Set(areas.filter((area) => lit(area.dataset)).map((area) => shown(area).view));
    const [view] = ticked("body-view");
    if (views.size === 1 && !views.has(view)) all("body-view").find((one) => one.value !== view).checked = true;
  }

  function zoom() {
    const [to] = ticked("body-zoom");
    for (const svg of map.querySelectorAll(".body-figure")) svg.setAttribute("viewBox", svg.dataset[to]);
    map.dataset.zoom = to;
  }

  /** What the list is about to choose is hinted at in the picture. */
  function hint(event) {
    const item = event.target.closest?.("[data-part], [data-muscle]");
    const leaving = event.type === "focusout" || event.type === "pointerleave";
    const { muscle, part } = leaving || !item || item.matches("path") ? {} : item.dataset;
    for (const area of areas) {
      area.classList.toggle("hint", part ? area.dataset.part === part : area.dataset.muscle === muscle);
    }
  }

  map.addEventListener("click", (event) => {
    const area = event.target.closest(".body-part");
    if (area) tap(area.dataset);
  });
  map.addEventListener("change", (event) => {
    if (event.target.name === "body-zoom") zoom();
    else if (event.isTrusted && ["muscle", "part", "side"].includes(event.target.name)) {
      keepParts(event.target);
      show();
      if (event.target.name !== "side") turn();
    }
  });
  const list = map.querySelector(".body-list");
  for (const kind of ["focusin", "focusout", "pointerover", "pointerleave"]) list.addEventListener(kind, hint);
  map.closest("form")?.addEventListener("reset", () => setTimeout(show));
  zoom();
  show();
}
