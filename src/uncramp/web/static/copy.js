// Copies what stands in a field; without a clipboard the button stays away and Download remains.
for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(field.value);
      document.querySelector(".said").textContent = button.dataset.done;
    } catch { field.select(); }
  });
}
