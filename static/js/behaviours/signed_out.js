// Signing out of a shared phone: marks of the attendance list that still wait here go (static/js/attendance.js asks first).
const forget = () => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("attendance:")) localStorage.removeItem(key);
  } catch { /* then there are none */ }
};
for (const form of document.querySelectorAll("form[action$='/account/logout/']")) form.addEventListener("submit", forget);
