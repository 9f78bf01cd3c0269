// A question that hangs on another answer hides while that answer is not given. The server decides again by itself.
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
