"use strict";
// Opens passages beside the sentences that cite them, and goes from one to the other with keys.
// Without it, the same links lead up and down the page.
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
const reader = byId("reader");
const pages = byId("pages");
const told = document.querySelector(".told");
const sentences = all(".sentences .sentence");
const marks = all("mark");
const anchors = all(".anchor");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const beside = matchMedia("(min-width: 64rem)");
let active = null; // the sentence or point whose passages are marked
let now = null; // number of the passage that is open
let opener = null; // what to go back to

const numbers = (element) => (element.dataset.p ?? "").split(" ").filter(Boolean);
const holds = (element, number) => numbers(element).includes(number);

// The passages that belong together: those of the active sentence, or the one alone.
function group() {
  const own = active ? numbers(active) : [];
  return own.includes(now) ? own : now ? [now] : [];
}

function show(element) {
  const up = element.getBoundingClientRect().top - pages.getBoundingClientRect().top;
  const top = Math.max(0, pages.scrollTop + up - pages.clientHeight / 4);
  const near = Math.abs(top - pages.scrollTop) < 3 * pages.clientHeight;
  pages.scrollTo({ top, behavior: near && !still.matches ? "smooth" : "auto" });
}

function current(elements, selected) {
  for (const element of elements) {
    if (selected(element)) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  }
}

function draw() {
  const together = group();
  for (const mark of marks) {
    mark.classList.toggle("on", together.some((number) => holds(mark, number)));
    mark.classList.toggle("now", now !== null && holds(mark, now));
  }
  current(all(".sentence"), (element) => element === active);
  current(all("a[data-p]:not(.text)", told), (element) => element.dataset.p === now);
  const at = together.indexOf(now);
  byId("where").textContent = at < 0 ? "" : `${at + 1} of ${together.length}`;
  byId("before").disabled = at <= 0;
  byId("after").disabled = at < 0 || at >= together.length - 1;
  byId("back").disabled = opener === null && beside.matches;
}

function activate(sentence) {
  active = sentence;
  if (sentence?.id) history.replaceState(null, "", `#${sentence.id}`);
}

function unfold(element) {
  for (let each = element; each; each = each.parentElement) if (each.localName === "details") each.open = true;
}

// Opens a passage; `from` is the element to come back to, `enter` whether the focus goes there.
function open(number, from, enter) {
  const anchor = byId(`p${number}`);
  if (!anchor) return;
  now = number;
  opener = from ?? opener;
  raise();
  unfold(anchor);
  draw();
  show(anchor);
  byId("article").value = anchor.closest(".source").id;
  if (enter) anchor.focus({ preventScroll: true });
}

// On a narrow screen the articles come up over the lower part of the page; what led there stays in sight.
function raise() {
  reader.classList.add("up");
  if (beside.matches || !opener || !told.contains(opener)) return;
  const here = (opener.closest(".sentence, .stand, tr") ?? opener).getBoundingClientRect();
  scrollBy({ top: here.top - 16 });
}

function close() {
  reader.classList.remove("up");
  const to = opener;
  now = null;
  opener = null;
  draw();
  to?.focus();
}

function focus(sentence) {
  activate(sentence);
  const text = sentence.querySelector(".text");
  text.focus({ preventScroll: true });
  sentence.scrollIntoView({ block: "nearest" });
  return text;
}

// Goes to a sentence, marks its passages and shows the first of them.
function go(sentence) {
  open(numbers(sentence)[0], focus(sentence), false);
}

function step(by) {
  const at = sentences.indexOf(active) + by;
  if (sentences[at]) go(sentences[at]);
  else if (!active && sentences.length) go(sentences[by > 0 ? 0 : sentences.length - 1]);
}

function turn(by) {
  const together = group();
  const next = together[together.indexOf(now) + by];
  if (next) open(next, null, reader.contains(document.activeElement) && !document.activeElement.closest(".tools"));
}

// Goes back to a sentence from one of its passages.
function back(sentence) {
  reader.classList.remove("up");
  opener = focus(sentence);
  draw();
}

// The sentence that cites a passage: the active one if it does, else the first.
function citing(number) {
  return active && holds(active, number) ? active : sentences.find((sentence) => holds(sentence, number));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const mark = event.target.closest("mark.cited");
  if (link && link.dataset.p && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    activate(link.closest(".sentence"));
    open(link.dataset.p, link, event.detail === 0);
  } else if (link?.classList.contains("from")) {
    event.preventDefault();
    const own = active && link.dataset.s.split(" ").includes(active.id.slice(1));
    now = link.closest("p").querySelector("mark.now") ? now : null;
    back(own ? active : byId(`s${link.dataset.s.split(" ")[0]}`));
  } else if (link && byId(link.hash.slice(1))?.classList.contains("sentence")) {
    event.preventDefault();
    go(byId(link.hash.slice(1)));
    active.scrollIntoView({ block: "center" });
  } else if (link && byId(link.hash.slice(1))?.classList.contains("source")) {
    event.preventDefault();
    opener = link;
    article(link.hash.slice(1), event.detail === 0);
  } else if (mark && getSelection().isCollapsed) {
    const number = numbers(mark).find((each) => citing(each));
    if (number) {
      now = number;
      back(citing(number));
    }
  }
});

function article(id, enter) {
  raise();
  pages.scrollTo({ top: byId(id).offsetTop });
  byId("article").value = id;
  if (enter) byId(id).focus({ preventScroll: true });
  draw();
}

document.addEventListener("keydown", (event) => {
  const here = document.activeElement;
  const inside = here.closest(".sentences") || (reader.contains(here) && here.localName !== "select");
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "Escape" && (opener || reader.classList.contains("up"))) close();
  else if (!plain || !inside) return;
  else if (event.key === "j" || (event.key === "ArrowDown" && here.closest(".sentences"))) step(1);
  else if (event.key === "k" || (event.key === "ArrowUp" && here.closest(".sentences"))) step(-1);
  else if (event.key === "ArrowRight") turn(1);
  else if (event.key === "ArrowLeft") turn(-1);
  else return;
  event.preventDefault();
});

for (const sentence of sentences) {
  sentence.addEventListener("focusin", () => {
    if (active !== sentence) {
      activate(sentence);
      now = null;
      draw();
    }
  });
}
byId("before").addEventListener("click", () => turn(-1));
byId("after").addEventListener("click", () => turn(1));
byId("back").addEventListener("click", close);
byId("open").addEventListener("click", (event) => {
  opener = event.currentTarget;
  reader.classList.add("up");
  pages.focus({ preventScroll: true });
  draw();
});
byId("article").addEventListener("change", (event) => article(event.target.value, false));

document.documentElement.classList.add("live");
for (const id of ["tools", "open", "keys"]) if (byId(id)) byId(id).hidden = false;
draw();
// Once the browser has gone where the address leads, which moves the focus.
addEventListener("load", () => {
  const asked = byId(location.hash.slice(1));
  if (asked?.classList.contains("sentence") && beside.matches) go(asked);
  else if (asked?.classList.contains("anchor")) open(asked.id.slice(1), null, true);
});
