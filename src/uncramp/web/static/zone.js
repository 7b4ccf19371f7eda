// Times are shown as this device tells them, unless another zone was chosen.
document.querySelector("input[name=time_zone]").value = Intl.DateTimeFormat().resolvedOptions().timeZone;
