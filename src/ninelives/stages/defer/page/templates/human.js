"use strict";
// One thing after the other. What was answered is kept in this browser until the server has acknowledged it.
const $ = (id) => document.getElementById(id);
const facts = JSON.parse($("desk").dataset.facts);
const KEY = `ninelives-unsent-${facts.queue}-${facts.person}`;
const AHEAD = 5, BEAT_S = Math.min(20, facts.lease / 4), IDLE_S = 3, LATE_S = 10;
const gives = [...document.querySelectorAll(".give")];
const pictures = new Map(); // task -> an image that is decoded before it is wanted
const done = new Set(); // tasks that were answered here
const tried = new Set(); // answers that the server may have, acknowledged or not

let tab = sessionStorage.getItem("ninelives-tab");
if (!tab) sessionStorage.setItem("ninelives-tab", (tab = id()));
let cards = [], card = null, shownAt = 0, last = null, stopped = "", sending = false, flying = "", asking = false, online = true;
let waiting = 0, asked = false;

function id() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// --- what is not sent yet: another tab may have its own, so the list is read anew each time

const unsent = () => JSON.parse(localStorage.getItem(KEY) || "[]");
for (const each of unsent()) done.add(each.task);
function keep(change) {
  localStorage.setItem(KEY, JSON.stringify(change(unsent())));
}

async function post(path, body) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), LATE_S * 1000);
  try {
    const answer = await fetch(path, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal: abort.signal,
    });
    const told = await answer.json();
    online = answer.status < 500;
    if (answer.status === 401 || answer.status === 403) stopped = told.error;
    return { status: answer.status, told };
  } catch {
    online = false;
    return { status: 0, told: {} };
  } finally {
    clearTimeout(timer);
  }
}

async function send() {
  if (sending || stopped) return;
  sending = true;
  let pause = 500;
  for (let first; (first = unsent()[0]) && !stopped; ) {
    tried.add((flying = first.id));
    const { status, told } = await post("/answer", first);
    flying = "";
    if (status === 200 || (status >= 400 && status < 500 && status !== 401 && status !== 403 && status !== 429)) {
      keep((list) => list.filter((each) => each.id !== first.id));
      receipt(first, status, told);
      pause = 500;
    } else if (!stopped) {
      tell(status === 507 ? told.error : "");
      await new Promise((after) => setTimeout(after, pause));
      pause = Math.min(2 * pause, 8000);
    }
  }
  sending = false;
  tell();
}

function receipt(sent, status, told) {
  if (!last || last.id !== sent.id) return;
  if (status !== 200) return say(`That answer was not taken: ${told.why || told.error}.`, true);
  const view = told.view;
  if (!view || last.card.view) return say(["You said ", told.label, "."]);
  const sure = view.probability === null ? "" : ` (${Math.round(100 * view.probability)} % sure)`;
  if (view.same) say(["You said ", told.label, ", and so does the machine", sure, "."]);
  else say(["You said ", told.label, ". The machine says ", view.prediction, sure, "."], true);
}

// --- what comes next

async function ask() {
  if (asking || stopped) return;
  asking = true;
  const { status, told } = await post("/next", { tab, count: Math.min(64, AHEAD + unsent().length) });
  asking = false;
  if (status === 200) {
    waiting = told.waiting;
    asked = true;
    const given = told.cards.filter((each) => !done.has(each.task));
    if (card && !given.some((each) => each.task === card.task)) {
      card = null;
      say("Somebody else has that one now.");
    }
    cards = given.filter((each) => !card || each.task !== card.task);
    for (const each of given) fetchPicture(each);
    for (const task of pictures.keys()) if (!given.some((each) => each.task === task)) pictures.delete(task);
  }
  if (!card) show();
  tell();
}

function fetchPicture(each) {
  if (!each.picture || pictures.has(each.task)) return;
  const image = new Image();
  image.src = `/picture/${each.task}`;
  image.decode().catch(() => pictures.delete(each.task));
  pictures.set(each.task, image);
}

function show() {
  card = cards.shift() || null;
  $("card").hidden = !card;
  $("rest").hidden = Boolean(card);
  for (const give of gives) give.disabled = !card;
  $("skip").disabled = !card;
  if (!card) return rest();
  const old = $("picture"), image = card.picture ? pictures.get(card.task) || new Image() : new Image();
  if (card.picture && !image.src) image.src = `/picture/${card.task}`;
  image.id = "picture";
  image.alt = `The ${facts.noun} to decide`;
  image.hidden = !card.picture;
  if (old !== image) old.replaceWith(image);
  fields(card.fields);
  $("reason").textContent = card.kind === "check" ? "A spot check: what is it?" : card.reason || "What is it?";
  const view = card.view;
  const sure = view && view.probability !== null ? `, ${Math.round(100 * view.probability)} % sure` : "";
  $("view").textContent = view ? `The machine says ${view.prediction}${sure}.` : "";
  $("item").textContent = [card.item, card.region].filter(Boolean).join(" · ");
  shownAt = performance.now();
  if ($("number")) {
    $("number").value = "";
    $("number").focus();
  }
}

function fields(row) {
  $("fields").hidden = !row;
  $("fields").replaceChildren(
    ...Object.entries(row || {}).flatMap(([name, value]) => {
      const [term, told] = [document.createElement("dt"), document.createElement("dd")];
      [term.textContent, told.textContent] = [name, value === null ? "missing" : value];
      return [term, told];
    }),
  );
}

function rest() {
  const loading = asking || !asked || unsent().length > 0;
  const [head, why] = stopped ? ["This is the end", stopped]
    : !online ? ["No connection", "It goes on by itself as soon as it is back."]
    : loading ? ["Loading", ""]
    : waiting ? ["Nothing for you now", "Others are looking at the rest. What comes free comes by itself."]
    : ["Nothing is waiting", "New ones come by themselves."];
  $("resting").textContent = head;
  $("why").textContent = why;
}

// --- what a person does

function give(label) {
  if (!card || stopped) return;
  const answer = { id: id(), task: card.task, label, spent: (performance.now() - shownAt) / 1000 };
  last = { id: answer.id, card };
  done.add(card.task);
  keep((list) => [...list, answer]);
  say(["You said ", label, "."]);
  waiting = Math.max(0, waiting - 1);
  show();
  $("undo").disabled = false;
  tell();
  send();
  if (cards.length < AHEAD - 2) ask();
}

async function undo() {
  if (!last) return;
  const { id: taken, card: before } = last;
  if (tried.has(taken)) {
    while (flying === taken) await new Promise((after) => setTimeout(after, 20));
    const { status, told } = await post("/undo", { id: taken, tab });
    const here = unsent().some((each) => each.id === taken);
    if (status === 0 || status >= 500) return say("No connection: it cannot be taken back now.", true);
    if (status !== 200 && !here) return say(`Not taken back: ${told.why || told.error}.`, true);
  }
  keep((list) => list.filter((each) => each.id !== taken));
  last = null;
  $("undo").disabled = true;
  done.delete(before.task);
  cards = [before, ...(card ? [card] : []), ...cards];
  fetchPicture(before);
  say("Taken back.");
  waiting += 1;
  show();
  tell();
}

async function skip() {
  if (!card || stopped) return;
  const { task } = card;
  say("Skipped: it comes again after all others.");
  show();
  await post("/skip", { task, tab });
  ask();
}

// --- what is told

function say(words, apart = false) {
  const parts = Array.isArray(words) ? words : [words];
  $("said").className = apart ? "apart" : "";
  $("said").replaceChildren(
    ...parts.map((part, at) => {
      if (at % 2 === 0) return document.createTextNode(part);
      return Object.assign(document.createElement("b"), { textContent: part });
    }),
  );
}

function tell(why = "") {
  const late = unsent().length, many = late === 1 ? "1 answer is" : `${late} answers are`;
  $("count").textContent = stopped ? "" : `${waiting.toLocaleString("en")} waiting`;
  const kept = late ? `${many} not sent yet.` : "";
  const words = stopped ? `${stopped} ${kept}` : why ? `${why} ${kept}` : online ? "" : `No connection. ${kept || "Go on: answers are kept here."}`;
  $("notice").hidden = !words;
  $("notice").textContent = words;
  if (stopped) {
    card = null;
    cards = [];
    show();
    $("undo").disabled = true;
  } else if (!card) rest();
}

for (const button of gives) if (button.dataset.label !== undefined) button.addEventListener("click", () => give(button.dataset.label));
$("answers").addEventListener("submit", (event) => {
  event.preventDefault();
  const value = $("number").value.trim().replace(",", ".");
  if (value !== "" && Number.isFinite(Number(value))) give(value);
  else say("A number, please.", true);
});
$("undo").addEventListener("click", undo);
$("skip").addEventListener("click", skip);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const typing = event.target.id === "number" && event.target.value !== "";
  const key = event.key.toLowerCase(), chosen = gives.find((button) => button.dataset.key === key);
  if (key === "u" && !typing) undo();
  else if (key === "s" && !typing) skip();
  else if (chosen && event.target.id !== "number") give(chosen.dataset.label);
  else if (event.key === "ArrowLeft" || event.key === "ArrowRight") arrow(event.key === "ArrowRight" ? 1 : -1, event);
  else return;
  event.preventDefault();
});

function arrow(step, event) {
  if (event.target.id === "number" || !gives.length) return;
  if (gives.length === 2) return give(gives[step === 1 ? 1 : 0].dataset.label);
  const at = gives.indexOf(document.activeElement);
  gives[at < 0 ? (step === 1 ? 0 : gives.length - 1) : (at + step + gives.length) % gives.length].focus();
}

addEventListener("online", () => { send(); ask(); });
setInterval(() => { if (card || !document.hidden) ask(); }, BEAT_S * 1000);
setInterval(() => { if (!card) ask(); if (unsent().length) send(); }, IDLE_S * 1000);
ask();
send();
