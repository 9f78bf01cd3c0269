// The form of an entry, with JavaScript: drag over hours to tick them, and read at once who is within reach. Without it everything works by its buttons.
(() => {
  const form = document.querySelector("[data-entry]");
  if (!form) return;

  // Hours by dragging ---------------------------------------------------------------------------------------
  // The first hour says whether the drag ticks or clears. Fingers scroll, so only a mouse or pen drags.
  const week = form.querySelector("[data-week]");
  let painting = null, pressed = false;
  const boxAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".week__hour")?.querySelector("input");
  const paint = (box) => {
    if (!box || box.checked === painting) return;
    box.checked = painting;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  week.addEventListener("pointerdown", (event) => {
    const box = event.target.closest(".week__hour")?.querySelector("input");
    if (!box || event.pointerType === "touch" || event.button !== 0) return;
    painting = !box.checked;
    pressed = true;
    paint(box);
    box.focus({ preventScroll: true });
    event.preventDefault();
  });
  week.addEventListener("pointermove", (event) => { if (painting !== null) paint(boxAt(event)); });
  addEventListener("pointerup", () => { painting = null; });
  addEventListener("pointercancel", () => { painting = null; });
  // The press has set the box already: the click that follows would turn it back.
  week.addEventListener("click", (event) => { if (pressed && event.target.closest(".week__hour")) event.preventDefault(); });
  addEventListener("click", () => { pressed = false; });

  // Arrow keys go to the next hour, and to the same hour of the next day -----------------------------------------
  week.addEventListener("keydown", (event) => {
    const ahead = getComputedStyle(week).direction === "rtl" ? -1 : 1;
    const step = { ArrowRight: ahead, ArrowLeft: -ahead, ArrowDown: 24, ArrowUp: -24 }[event.key];
    if (!step || event.target.name !== "hours" || event.ctrlKey || event.altKey || event.metaKey) return;
    const box = week.querySelector(`input[value="${Number(event.target.value) + step}"]`);
    if (!box) return;
    event.preventDefault();
    if (!box.checkVisibility({ contentVisibilityAuto: true })) box.closest("details").open = true;
    box.focus();
  });

  // A day says its hours as they are ticked -------------------------------------------------------------------
  const two = (number) => String(number).padStart(2, "0");
  const tell = (day) => {
    const spans = [];
    for (const box of day.querySelectorAll("input:checked")) {
      const hour = Number(box.value) % 24;
      if (spans.length && spans.at(-1)[1] === hour) spans.at(-1)[1] = hour + 1; else spans.push([hour, hour + 1]);
    }
    day.querySelector(".week__words").textContent = spans.map(([from, to]) => `${two(from)}:00–${two(to)}:00`).join(", ");
  };
  week.addEventListener("change", (event) => { const day = event.target.closest(".week__day"); if (day) tell(day); });

  // Within reach ----------------------------------------------------------------------------------------------
  const reach = form.querySelector("[data-reach]");
  let timer = 0, asked = null;
  const look = async () => {
    asked?.abort();
    const own = asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.reachUrl, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual", credentials: "same-origin", signal: own.signal });
      if (!answer.ok) return;  // too often, or closed meanwhile: the hint stays as it was
      const said = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (own === asked && said.body.textContent !== reach.textContent) reach.replaceChildren(...said.body.childNodes);
    } catch { /* no network, or a newer question: the hint stays as it was */ }
  };
  form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(look, 600); });
})();
