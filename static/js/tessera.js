try{(()=>{
const hanging = document.querySelectorAll("[data-asked-if]");
const follow = () => {
for (const input of hanging) {
const form = input.form, box = input.closest(".field");
const said = [...(form ?? document).querySelectorAll(`[name="${CSS.escape(input.dataset.askedIf)}"]`)];
const given = said.filter((each) => !/radio|checkbox/.test(each.type) || each.checked).map((each) => each.value);
const shown = !said[0]?.closest(".field").hidden;
box.hidden = !(shown && input.dataset.askedIfValue.split(" ").some((value) => given.includes(value)));
}
};
if (hanging.length) { document.addEventListener("change", follow); follow(); }
})()}catch(e){console.error(e)}
try{(()=>{
const summary = document.querySelector(".error-summary");
if (summary) { summary.tabIndex = -1; summary.focus(); }
})()}catch(e){console.error(e)}
try{(()=>{
const menus = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("keydown", (event) => {
if (event.key !== "Escape") return;
for (const menu of menus()) {
const inside = menu.contains(document.activeElement);
menu.open = false;
if (inside) menu.querySelector("summary").focus();
}
});
for (const kind of ["click", "focusin"]) {
document.addEventListener(kind, (event) => {
for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
}
})()}catch(e){console.error(e)}
try{(()=>{
const list = document.querySelector(".player__outline");
const here = list && list.querySelector("[aria-current]");
if (here && list.scrollHeight > list.clientHeight) {
list.scrollTop = here.offsetTop - list.clientHeight / 2;
}
})()}catch(e){console.error(e)}
try{(()=>{
const forget = () => {
try {
for (const key of Object.keys(localStorage)) if (key.startsWith("attendance:")) localStorage.removeItem(key);
} catch { /* then there are none */ }
};
for (const form of document.querySelectorAll("form[action$='/account/logout/']")) form.addEventListener("submit", forget);
})()}catch(e){console.error(e)}
try{(()=>{
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
})()}catch(e){console.error(e)}
