"use strict";
// Shows the items that match; without it, all of them are shown.
const form = document.getElementById("filter");
const items = Array.from(document.querySelectorAll(".item"));
const told = document.getElementById("shown");

function apply() {
  const text = form.elements.text.value.trim().toLowerCase();
  let shown = 0;
  for (const item of items) {
    const fits = (name) => !form.elements[name].value || form.elements[name].value === item.dataset[name];
    item.hidden = !(fits("task") && fits("outcome") && item.textContent.toLowerCase().includes(text));
    shown += item.hidden ? 0 : 1;
  }
  told.textContent = `${shown} of ${items.length} items shown`;
}

function read() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  for (const name of ["task", "outcome", "text"]) form.elements[name].value = wanted.get(name) ?? "";
  apply();
}

function changed() {
  const wanted = new URLSearchParams();
  for (const name of ["task", "outcome", "text"]) {
    if (form.elements[name].value) wanted.set(name, form.elements[name].value);
  }
  history.replaceState(null, "", `#${wanted}`);
  apply();
}

if (form) {
  form.hidden = false;
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", read);
  read();
}
