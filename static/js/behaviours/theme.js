// Light or dark as the system says, until the reader says otherwise; then as they said, on this device.
const root = document.documentElement;
const night = matchMedia("(prefers-color-scheme: dark)");
let said = null;
try { said = localStorage.getItem("theme"); } catch { /* private windows may refuse */ }
if (said === "dark" || said === "light") root.dataset.theme = said;
const button = document.querySelector("[data-theme-toggle]");
if (!button) return;
const words = button.querySelector("[data-dark-words]");
const isDark = () => (root.dataset.theme || (night.matches ? "dark" : "light")) === "dark";
const show = () => { words.textContent = isDark() ? words.dataset.lightWords : words.dataset.darkWords; };
button.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* then only for this page */ }
  show();
});
night.addEventListener("change", show);
show();
button.hidden = false;
