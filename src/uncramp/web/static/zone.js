// What this device says of its time zone: into the form that takes it, and beside "not chosen".
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const field of document.querySelectorAll("input[name=time_zone]")) field.value = zone;
for (const option of document.querySelectorAll("option[data-browser]")) {
  option.textContent = option.dataset.browser.replace("ZONE", zone);
}
