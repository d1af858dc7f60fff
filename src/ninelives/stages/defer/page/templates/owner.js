"use strict";
// The numbers of the page anew, every few seconds while somebody looks.
const live = document.getElementById("live"), EVERY_MS = 4000;
setInterval(async () => {
  if (document.hidden || live.contains(document.activeElement)) return;
  try {
    const answer = await fetch("/owner/live");
    if (answer.status === 401 || answer.status === 403) location.reload();
    else if (answer.ok) live.innerHTML = await answer.text();
  } catch {} // the next look may do better
}, EVERY_MS);
