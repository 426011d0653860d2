// Light, dark, or as the system has it; kept in this browser.

const KEY = "pullquote-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const chosen = () => localStorage.getItem(KEY) ?? "System";

function apply() {
  const wanted = chosen() === "Dark" || (chosen() === "System" && dark.matches);
  if (document.body.classList.contains("dark") !== wanted) document.body.classList.toggle("dark", wanted);
}

dark.addEventListener("change", apply);
// Gradio sets the class as well, by the system alone.
new MutationObserver(apply).observe(document.body, { attributeFilter: ["class"] });
apply();

// Gradio draws the fields anew now and then, as they stood at first; and sets them so once more, a little later, with
// nothing in the document that tells of it.
let drawn = null;
export function showTheme() {
  const field = document.querySelector(`#theme input[type=radio][value="${CSS.escape(chosen())}"]`);
  if (!field) return;
  if (!field.checked) field.click();
  if (field === drawn) return;
  drawn = field;
  for (const wait of [100, 400, 1500, 4000]) setTimeout(showTheme, wait);
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("#theme input[type=radio]")) return;
  localStorage.setItem(KEY, event.target.value);
  apply();
});
