// The list at the door. A mark shows at once, waits in this browser until the academy has it, and is sent again until it has.
// Kept for each mark: a key, where it goes, the code, here or not, when. Never a name. Signing out clears it (behaviours/signed_out.js).
(() => {
  const door = document.querySelector("[data-attendance]");
  if (!door) return;
  const words = door.dataset, url = words.attendance;
  const shelf = `attendance:${words.owner}`;
  const banner = door.querySelector("[data-banner]"), list = door.querySelector("[data-list]");
  const lines = new Map([...door.querySelectorAll("[data-line]")].map((line) => [line.dataset.line, line]));
  let memory = [], keeps = true, sending = false, trouble = "", pause = 2000, timer = 0, known = {};

  // What waits --------------------------------------------------------------------------------------------
  const read = () => {
    if (!keeps) return memory;
    try { return JSON.parse(localStorage.getItem(shelf) || "[]"); } catch { return memory; }
  };
  const write = (marks) => {
    memory = marks;
    try {
      if (marks.length) localStorage.setItem(shelf, JSON.stringify(marks)); else localStorage.removeItem(shelf);
    } catch { keeps = false; }
  };
  try {
    // Marks of somebody else on this phone are not ours to send.
    for (const key of Object.keys(localStorage)) if (key.startsWith("attendance:") && key !== shelf) localStorage.removeItem(key);
    localStorage.setItem("attendance-try", "1");
    localStorage.removeItem("attendance-try");
  } catch { keeps = false; }
  const newKey = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return bytes.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  // What is shown -----------------------------------------------------------------------------------------
  const show = (line, there, waiting, full) => {
    line.classList.toggle("door-line--there", there);
    line.classList.toggle("door-line--waiting", waiting);
    line.querySelector("[data-state]").textContent = full ? words.full : waiting ? (there ? words.hereWaiting : words.awayWaiting) : there ? words.here : "";
    const button = line.querySelector("[data-mark]"), who = button.querySelector(".visually-hidden");
    button.name = there ? "away" : "there";
    button.classList.toggle("button--quiet", there);
    button.replaceChildren(there ? words.takeBack : words.isHere, who);
  };
  for (const [code, line] of lines) known[code] = line.classList.contains("door-line--there");
  const showAll = (full = new Set()) => {
    const waiting = new Map(read().filter((mark) => mark.url === url).map((mark) => [mark.code, mark.there]));
    let here = 0;
    for (const [code, line] of lines) {
      const there = waiting.has(code) ? waiting.get(code) : Boolean(known[code]);
      show(line, there, waiting.has(code), full.has(code));
    }
    for (const code of new Set([...Object.keys(known), ...waiting.keys()])) here += (waiting.has(code) ? waiting.get(code) : known[code]) ? 1 : 0;
    door.querySelector("[data-there]").textContent = here;
    say();
  };
  const say = () => {
    const count = read().length;
    banner.hidden = count === 0;
    if (!count) return;
    const sentence = trouble ? words$(trouble) : keeps ? words$("sending") : words$("loses");
    const text = sentence.replace("{n}", count);
    if (banner.textContent !== text) banner.textContent = text;
  };
  const words$ = (name) => !keeps && name === "away" ? banner.dataset.loses : banner.dataset[name];

  // Sending -----------------------------------------------------------------------------------------------
  const token = () => list.querySelector("[name=csrfmiddlewaretoken]").value;
  const later = () => { clearTimeout(timer); timer = setTimeout(send, pause); pause = Math.min(pause * 2, 60000); };
  const sendTo = async (to, marks) => {
    const body = new URLSearchParams({ marks: JSON.stringify({ now: Date.now(), marks: marks.map(({ key, code, there, at }) => ({ key, code, there, at })) }) });
    const answer = await fetch(to, { method: "POST", body, redirect: "manual", credentials: "same-origin", headers: { "X-CSRFToken": token(), Accept: "application/json" } });
    if (answer.type === "opaqueredirect") return "signedOut";
    if (answer.status >= 500 || answer.status === 429) return "sending";
    if (!answer.ok) return "refused";
    const told = await answer.json();
    const done = new Set(Object.keys(told.answers));
    write(read().filter((mark) => !done.has(mark.key)));
    const full = new Set(marks.filter((mark) => told.answers[mark.key] === "full").map((mark) => mark.code));
    if (to === url) { known = told.states; showAll(full); }
    return "";
  };
  const send = async () => {
    const marks = read();
    if (sending || !marks.length) return say();
    sending = true;
    clearTimeout(timer);
    let met = "";
    try {
      for (const to of new Set(marks.map((mark) => mark.url))) {
        const batch = marks.filter((mark) => mark.url === to).slice(0, 200);
        met = (await sendTo(to, batch)) || met;
      }
    } catch { met = "away"; }
    sending = false;
    trouble = met === "sending" ? "" : met;
    if (!met) pause = 2000;
    showAll();
    if (read().length && met !== "refused" && met !== "signedOut") met ? later() : send();
  };
  const look = async () => {
    if (read().length) return send();
    try {
      const answer = await fetch(url, { redirect: "manual", credentials: "same-origin", headers: { Accept: "application/json" } });
      if (answer.ok) { known = (await answer.json()).states; showAll(); }
    } catch { /* nothing waits: nothing to say */ }
  };

  list.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || !button.matches("[data-mark]")) return;
    event.preventDefault();
    const code = button.value;
    write([...read().filter((mark) => !(mark.url === url && mark.code === code)), { key: newKey(), url, code, there: button.name === "there", at: Date.now() }]);
    showAll();
    send();
  });
  addEventListener("online", () => { pause = 2000; look(); });
  addEventListener("offline", () => { if (read().length) { trouble = "away"; say(); } });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  addEventListener("storage", (event) => { if (event.key === shelf) showAll(); });
  addEventListener("beforeunload", (event) => { if (!keeps && read().length) event.preventDefault(); });
  document.querySelectorAll("form[action$='/account/logout/']").forEach((form) => form.addEventListener("submit", (event) => {
    const count = read().length;
    if (count && !confirm(banner.dataset.leaving.replace("{n}", count))) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true));

  // Finding, as one types ---------------------------------------------------------------------------------
  const asked = door.querySelector("#door-q");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const find = () => {
    const what = plain(asked.value.trim());
    let found = 0;
    for (const line of lines.values()) {
      const hit = plain(line.querySelector(".door-line__who").textContent).includes(what);
      line.hidden = !hit;
      found += hit ? 1 : 0;
    }
    door.querySelector("[data-nobody]").hidden = found > 0 || lines.size === 0;
  };
  if (!new URLSearchParams(location.search).get("q")) {
    door.querySelector("[data-find]").hidden = true;
    asked.addEventListener("input", find);
    asked.form.addEventListener("submit", (event) => event.preventDefault());
  }
  showAll();
  // Not only send: the page before this one may have been answered while this one was on its way.
  look();
})();
