// Passkeys: shown where the browser knows them, and a plain sentence when one was not used.
(() => {
  if (window.PublicKeyCredential) {
    document.querySelectorAll("[data-passkey]").forEach((part) => { part.hidden = false; });
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-failed]").forEach((words) => { words.hidden = false; });
  });
})();
