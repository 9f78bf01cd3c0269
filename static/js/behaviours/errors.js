// A refused form: focus goes to the summary of what to look at.
const summary = document.querySelector(".error-summary");
if (summary) { summary.tabIndex = -1; summary.focus(); }
