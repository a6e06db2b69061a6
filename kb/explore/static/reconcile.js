// The address of the service is copied by a button, where the browser allows it; without this script it can be selected.
const field = document.querySelector("#service");
const button = document.querySelector("#copy");
field.addEventListener("focus", () => field.select());
if (navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    document.querySelector("#copied").textContent = button.dataset.done;
  });
}
